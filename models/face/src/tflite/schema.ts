/** Field numbers of the FlatBuffers tables used here. Source: tensorflow/lite/schema/schema.fbs (v3, identifier
 *  TFL3) and tflite-support metadata_schema.fbs (identifier M001). A field's vtable slot is 4 + 2 * number. */
export const FIELD = {
  model: {
    version: 0,
    operatorCodes: 1,
    subgraphs: 2,
    description: 3,
    buffers: 4,
    metadataBuffer: 5,
    metadata: 6,
  },
  metadata: { name: 0, buffer: 1 },
  buffer: { data: 0 },
  operatorCode: { deprecatedBuiltinCode: 0, version: 2, builtinCode: 3 },
  subgraph: { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 },
  tensor: { shape: 0, type: 1, buffer: 2, name: 3 },
  operator: { opcodeIndex: 0, inputs: 1, outputs: 2, builtinOptionsType: 3, builtinOptions: 4 },
  modelMetadata: { name: 0, description: 1, subgraphMetadata: 3, license: 5, minParserVersion: 7 },
  subgraphMetadata: { name: 0, inputTensorMetadata: 2 },
  tensorMetadata: { name: 0, description: 1, content: 3, processUnits: 4 },
  content: { propertiesType: 0, properties: 1 },
  imageProperties: { colorSpace: 0 },
  processUnit: { optionsType: 0, options: 1 },
  normalization: { mean: 0, std: 1 },
} as const;

export const TENSOR_TYPE = { float32: 0, float16: 1, int32: 2 } as const;

/** BuiltinOperator and BuiltinOptions numbers of the operators the graft uses. */
export const OPERATORS = {
  CONCATENATION: { code: 2, options: 10 },
  RESHAPE: { code: 22, options: 17 },
  GATHER: { code: 36, options: 23 },
  MEAN: { code: 40, options: 27 },
  SLICE: { code: 65, options: 48 },
} as const;
export type OperatorName = keyof typeof OPERATORS;

export const MODEL_IDENTIFIER = 'TFL3';
export const METADATA_IDENTIFIER = 'M001';
/** Name under which TFLite looks for a model's metadata. */
export const METADATA_NAME = 'TFLITE_METADATA';
