// Says early and plainly when Node is too old, instead of failing inside a tool.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Carmine needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
