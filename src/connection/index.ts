export {
  type Connection,
  type Endpoint,
  type Frame,
  type SocketFactory,
  type WebSocketLike,
} from './Connection';
export { type BackoffPolicy } from './backoff';
export { connect, type ConnectOptions } from './connect';
export { deadline, firstWithin, graceTime, heldUpAfter } from './deadline';
export { keepalive } from './keepalive';
export { exponentialBackoff, reconnect } from './reconnect';
export { secretsOf } from './secrets';
export { frameOf, textOf } from './socketEvents';
export { wakeUps } from './wakeUps';
