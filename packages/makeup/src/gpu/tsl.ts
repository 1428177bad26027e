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

/**
 * Runs `body` where `condition` holds, as a loop of one round or none. A plain `If` only masks its writes on software drivers (SwiftShader executes
 * both sides of a branch, and skips nothing but loops); on a GPU this is a branch like any other.
 */
export const When = (condition: Node, body: () => void): void => {
  const rounds = select(condition, int(1), int(0)).toVar();
  Loop({ start: int(0), end: rounds, name: 'once' }, body);
};
