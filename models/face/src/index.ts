export { assembleFaceModel, BUNDLE_FILES } from './assemble.ts';
export { type CanonicalMeshData, parseCanonicalMesh } from './canonical-mesh.ts';
export { generateCanonicalMesh } from './generate-canonical.ts';
export { readPackedAssets } from './packed-assets.ts';
