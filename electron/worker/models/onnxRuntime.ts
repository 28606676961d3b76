// ONNX Runtime, deaf and dumb: everything that runs a model imports it from here. Example: import * as ort from '…/onnxRuntime.ts'
// Trap: since 1.30 the library reports its use to its maker: the first session looks up a host of theirs and calls it. Nothing but this
// variable stops it, and it must be set before the first session is opened. test/e2e/noNetwork.test.ts watches every socket.

export * from 'onnxruntime-node'

process.env['ORT_DISABLE_TELEMETRY'] = '1'
