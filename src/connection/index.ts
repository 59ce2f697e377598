export {
  type Connection,
  type Endpoint,
  type Frame,
  type SocketFactory,
  type WebSocketLike,
} from './Connection';
