import { Builder } from 'flatbuffers';
import { FIELD, METADATA_IDENTIFIER } from './tflite/schema.ts';

/** How pixel values 0..255 become tensor values: (v - mean) / std. */
export interface Normalization {
  readonly mean: number;
  readonly std: number;
}

const IMAGE_PROPERTIES = 2;
const RGB = 1;
const NORMALIZATION_OPTIONS = 1;

/** A TFLITE_METADATA flatbuffer with one RGB image input and its NormalizationOptions: without it tasks-vision
 *  refuses a model ("requires specifying NormalizationOptions"). */
export const imageInputMetadata = (name: string, { mean, std }: Normalization): Uint8Array => {
  const b = new Builder(512);
  const meanAt = floats(b, [mean]);
  const stdAt = floats(b, [std]);
  const normalization = table(b, 2, () => {
    b.addFieldOffset(FIELD.normalization.mean, meanAt, 0);
    b.addFieldOffset(FIELD.normalization.std, stdAt, 0);
  });
  const unit = table(b, 2, () => {
    b.addFieldInt8(FIELD.processUnit.optionsType, NORMALIZATION_OPTIONS, 0);
    b.addFieldOffset(FIELD.processUnit.options, normalization, 0);
  });
  const image = table(b, 2, () => b.addFieldInt8(FIELD.imageProperties.colorSpace, RGB, 0));
  const content = table(b, 3, () => {
    b.addFieldInt8(FIELD.content.propertiesType, IMAGE_PROPERTIES, 0);
    b.addFieldOffset(FIELD.content.properties, image, 0);
  });
  const units = offsets(b, [unit]);
  const inputName = b.createString('image');
  const input = table(b, 7, () => {
    b.addFieldOffset(FIELD.tensorMetadata.name, inputName, 0);
    b.addFieldOffset(FIELD.tensorMetadata.content, content, 0);
    b.addFieldOffset(FIELD.tensorMetadata.processUnits, units, 0);
  });
  const inputs = offsets(b, [input]);
  const subgraph = table(b, 3, () => b.addFieldOffset(FIELD.subgraphMetadata.inputTensorMetadata, inputs, 0));
  const subgraphs = offsets(b, [subgraph]);
  const texts = [name, 'Apache-2.0', '1.0.0'].map((text) => b.createString(text));
  const root = table(b, 8, () => {
    b.addFieldOffset(FIELD.modelMetadata.name, texts[0]!, 0);
    b.addFieldOffset(FIELD.modelMetadata.license, texts[1]!, 0);
    b.addFieldOffset(FIELD.modelMetadata.minParserVersion, texts[2]!, 0);
    b.addFieldOffset(FIELD.modelMetadata.subgraphMetadata, subgraphs, 0);
  });
  b.finish(root, METADATA_IDENTIFIER);
  return b.asUint8Array().slice();
};

const table = (b: Builder, fields: number, fill: () => void): number => {
  b.startObject(fields);
  fill();
  return b.endObject();
};

const floats = (b: Builder, values: readonly number[]): number => {
  b.startVector(4, values.length, 4);
  for (const value of [...values].reverse()) b.addFloat32(value);
  return b.endVector();
};

const offsets = (b: Builder, targets: readonly number[]): number => {
  b.startVector(4, targets.length, 4);
  for (const target of [...targets].reverse()) b.addOffset(target);
  return b.endVector();
};
