import { protoFloats, protoInts, readProto } from './protobuf.ts';

/** MediaPipe's canonical face as stored in geometry_pipeline_metadata_landmarks.binarypb. */
export interface CanonicalMeshData {
  /** 468 x (x, y, z), cm; x towards the subject's left, y up, z out of the face. */
  readonly positions: number[];
  /** 468 x (u, v), 0..1, u towards the subject's left, v downwards (forehead .107, chin .954): rows of an image. */
  readonly uv: number[];
  /** 898 x 3 vertex indices. */
  readonly triangles: number[];
  /** Landmarks of the rigid (Procrustes) fit with their weights. */
  readonly basis: { readonly landmark: number; readonly weight: number }[];
}

const FLOATS_PER_VERTEX = 5;

/** Parses mediapipe/tasks/cc/vision/face_geometry/proto: GeometryPipelineMetadata{canonical_mesh=1,
 *  procrustes_landmark_basis=2}, Mesh3d{vertex_buffer=3, index_buffer=4}, WeightedLandmarkRef{landmark_id=1, weight=2}. */
export const parseCanonicalMesh = (metadata: Uint8Array): CanonicalMeshData => {
  const fields = [...readProto(metadata)];
  const mesh = fields.find((f) => f.number === 1)?.bytes;
  if (!mesh) throw new Error('geometry metadata: no canonical mesh');
  const vertices = protoFloats(mesh, 3);
  const positions: number[] = [];
  const uv: number[] = [];
  for (let at = 0; at < vertices.length; at += FLOATS_PER_VERTEX) {
    positions.push(...vertices.slice(at, at + 3));
    uv.push(...vertices.slice(at + 3, at + FLOATS_PER_VERTEX));
  }
  const basis = fields
    .filter((f) => f.number === 2)
    .map(({ bytes = new Uint8Array() }) => ({
      landmark: protoInts(bytes, 1)[0] ?? 0,
      weight: protoFloats(bytes, 2)[0] ?? 0,
    }));
  return { positions, uv, triangles: protoInts(mesh, 4), basis };
};
