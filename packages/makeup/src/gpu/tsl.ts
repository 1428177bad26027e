import * as TSL from 'three/tsl';

/** A node of three's shading language. Its published types do not follow operator chains and swizzles, so here, at the third-party
 *  edge, it is untyped; everything outside gpu/ is typed. */
// biome-ignore lint/suspicious/noExplicitAny: third-party edge, see above
export type Node = any;

const t = TSL as unknown as Record<string, (...args: Node[]) => Node>;

export const {
  attribute,
  clamp,
  Discard,
  exp,
  float,
  Fn,
  If,
  int,
  ivec2,
  log,
  Loop,
  max,
  min,
  mix,
  pow,
  select,
  smoothstep,
  sqrt,
  step,
  tanh,
  textureLoad,
  uint,
  uniform,
  uniformArray,
  uniformTexture,
  varying,
  vec2,
  vec3,
  vec4,
} = t as Record<
  | 'attribute'
  | 'clamp'
  | 'Discard'
  | 'exp'
  | 'float'
  | 'Fn'
  | 'If'
  | 'int'
  | 'ivec2'
  | 'log'
  | 'Loop'
  | 'max'
  | 'min'
  | 'mix'
  | 'pow'
  | 'select'
  | 'smoothstep'
  | 'sqrt'
  | 'step'
  | 'tanh'
  | 'textureLoad'
  | 'uint'
  | 'uniform'
  | 'uniformArray'
  | 'uniformTexture'
  | 'varying'
  | 'vec2'
  | 'vec3'
  | 'vec4',
  (...args: Node[]) => Node
>;
