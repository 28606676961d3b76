/* A bundle and a script for it as they lie in flash: the runtime reads them in place. */
  .section .bundle, "a"
  .balign 16
  .global flash_bundle, flash_bundle_end, flash_script, flash_script_end
flash_bundle:
  .incbin PSP_BUNDLE_FILE
flash_bundle_end:
  .balign 16
flash_script:
  .incbin PSP_SCRIPT_FILE
flash_script_end:
