// What is mended of a part of kafkajs that has no types of its own.
declare module 'kafkajs/src/network/requestQueue/index.js' {
  interface WaitingRequest {
    readonly sentAt: number;
    readonly requestTimeout: number;
    timeoutRequest(): void;
  }
  interface RequestQueue {
    readonly pending: readonly unknown[];
    readonly inflight: ReadonlyMap<number, WaitingRequest>;
    readonly throttledUntil: number;
    readonly requestTimeout: number;
    readonly enforceRequestTimeout: boolean;
    throttleCheckTimeoutId: NodeJS.Timeout | null;
    requestTimeoutIntervalId: NodeJS.Timeout;
    isConnected(): boolean;
    destroy(): void;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
    scheduleRequestTimeoutCheck(): void;
  }
  const RequestQueueClass: { readonly prototype: RequestQueue };
  export default RequestQueueClass;
}
