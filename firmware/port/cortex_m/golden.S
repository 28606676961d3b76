/* The golden bundle and its questions as they lie in flash: the runtime reads them in place. */
  .section .rodata
  .balign 16
  .global golden_bundle, golden_bundle_end, golden_script, golden_script_end
golden_bundle:
  .incbin "golden.psb"
golden_bundle_end:
  .balign 16
golden_script:
  .incbin "golden.psq"
golden_script_end:
