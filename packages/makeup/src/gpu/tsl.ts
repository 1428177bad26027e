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
  uint,
  uniform,
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
  | 'uint'
  | 'uniform'
  | 'uniformTexture'
  | 'varying'
  | 'vec2'
  | 'vec3'
  | 'vec4',
  (...args: Node[]) => Node
>;

/**
 * A texel of a texture, or of another texture node, by its integer place. On WebGL three turns every place round by a number it reads for each texture,
 * since what it draws lies upside down there: a question and a turn for each of the 60 texels that a made-up pixel is made of. Our targets are drawn the
 * right way up instead (`upOfTarget`), so that nothing is turned (decision 0346).
 */
export const textureLoad = (texture: Node, at: Node): Node => {
  const node = t.textureLoad!(texture, at);
  node.setUpdateMatrix(false);
  node.setupUV = (_builder: Node, place: Node) => place;
  return node;
};

/** A texture between its texels at `uv`, of its first level; nothing turned, as `textureLoad`. */
export const textureAt = (texture: Node, uv: Node): Node => {
  const node = texture.sample(uv).level(0);
  node.setUpdateMatrix(false);
  node.setupUV = (_builder: Node, place: Node) => place;
  return node;
};

/** Sign that takes a target's rows, counted from its first in memory, to the clip space of the backend; rows of a canvas count from its top: CANVAS_UP. */
export const upOfTarget: () => Node = () =>
  Fn((_inputs: Node, builder: Node) => float(builder.isFlipY() ? 1 : CANVAS_UP))();
export const CANVAS_UP = -1;

/**
 * Runs `body` where `condition` holds, as a loop of one round or none. A plain `If` only masks its writes on software drivers (SwiftShader executes
 * both sides of a branch, and skips nothing but loops); on a GPU this is a branch like any other.
 */
export const When = (condition: Node, body: () => void): void => {
  const rounds = int(condition).toVar();
  Loop({ start: int(0), end: rounds, name: 'once' }, body);
};
