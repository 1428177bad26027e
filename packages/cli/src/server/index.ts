export {
  type Mount,
  type Route,
  type ServedRequest,
  STRICT_CSP,
  type StaticServer,
  type StaticServerOptions,
  startStaticServer,
} from './static-server.ts';
