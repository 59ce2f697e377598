// The server of the desk, for a folder that holds the page and the recorder: `node serveDesk.js folder`.
import { startDesk } from '../../../scripts/desk/server/startDesk';

const desk = startDesk({ page: process.argv[2] ?? '' }).subscribe(({ url }) => {
  process.stdout.write(`${url}\n`);
});
process.once('SIGTERM', () => desk.unsubscribe());
