/// <reference path="./request-queue.d.ts" />
// kafkajs 2.2.4 looks at its queue of waiting requests a thousand times a second on every connection, also while
// nothing waits (tulios/kafkajs#1704), and ten times a second for requests that have waited too long.
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/** How soon a request is looked at again that waits for others to be answered; kafkajs's own value. */
const LOOK_MS = 10;
/** How exactly the time-out of a request is kept. */
const TIMEOUT_SHARE = 10;

const { prototype } = RequestQueue;
if (typeof prototype.scheduleCheckPendingRequests !== 'function' || !('scheduleRequestTimeoutCheck' in prototype)) {
  throw new TypeError('kafkajs has another request queue than the one that is mended here');
}

/** Whoever queues a request asks for a look, so none is due before. */
prototype.scheduleCheckPendingRequests = function look() {
  if (this.pending.length === 0 || this.throttleCheckTimeoutId !== null) return;
  const throttledMs = this.throttledUntil - Date.now();
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    throttledMs > 0 ? throttledMs : LOOK_MS,
  );
};

prototype.scheduleRequestTimeoutCheck = function watch() {
  if (!this.enforceRequestTimeout) return;
  this.destroy();
  this.requestTimeoutIntervalId = setInterval(() => {
    const now = Date.now();
    for (const request of [...this.inflight.values()]) {
      if (now - request.sentAt > request.requestTimeout) request.timeoutRequest();
    }
    if (!this.isConnected()) this.destroy();
  }, this.requestTimeout / TIMEOUT_SHARE);
};
