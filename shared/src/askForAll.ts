/**
 * Step 1 of somebody who has nothing yet, as the wire encodes it (PROTOCOL.md, S2). A page asks so before the code that knows
 * the wire is there.
 */
export const askForAll: Uint8Array<ArrayBuffer> = new Uint8Array([0, 0, 1, 0])
