;; Finds runs of 32 or more hex digits behind a dash, and counts lines: 32 bytes at a time.
(module
  (memory (export "memory") 0)
  ;; How many digits stand in a row right before the next byte.
  (global $tail (mut i32) (i32.const 0))
  ;; The newlines before the next byte.
  (global $newlines (mut i32) (i32.const 0))
  ;; A byte is one of 0 … 9 if with 70 added it is more than 117: as signed numbers are, 9 becomes the greatest, and what is above
  ;; it wraps. So it is with a … f. These are variables, since constants would be made anew at each step.
  (global $shift9 (mut v128) (v128.const i8x16 70 70 70 70 70 70 70 70 70 70 70 70 70 70 70 70))
  (global $below0 (mut v128) (v128.const i8x16 117 117 117 117 117 117 117 117 117 117 117 117 117 117 117 117))
  (global $shiftF (mut v128) (v128.const i8x16 25 25 25 25 25 25 25 25 25 25 25 25 25 25 25 25))
  (global $belowA (mut v128) (v128.const i8x16 121 121 121 121 121 121 121 121 121 121 121 121 121 121 121 121))
  (global $newline (mut v128) (v128.const i8x16 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a 0x0a))

  ;; Looks through the bytes from $at to $end, a multiple of 32 of them that goes on where the last call ended. Writes where each
  ;; run begins, and how many newlines stand before it, to $out; returns where the next would go.
  (func (export "find") (param $at i32) (param $end i32) (param $out i32) (result i32)
    (local $low v128) (local $high v128) (local $digits i32) (local $tail i32) (local $newlines i32) (local $start i32)
    (local $shift9 v128) (local $below0 v128) (local $shiftF v128) (local $belowA v128) (local $newline v128)
    (local.set $tail (global.get $tail))
    (local.set $newlines (global.get $newlines))
    (local.set $shift9 (global.get $shift9))
    (local.set $below0 (global.get $below0))
    (local.set $shiftF (global.get $shiftF))
    (local.set $belowA (global.get $belowA))
    (local.set $newline (global.get $newline))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $low (v128.load (local.get $at)))
        (local.set $high (v128.load offset=16 (local.get $at)))
        ;; One bit a byte, the first byte's the lowest: whether it is a digit.
        (local.set $digits (i32.or
          (i8x16.bitmask (v128.or
            (i8x16.gt_s (i8x16.add (local.get $low) (local.get $shift9)) (local.get $below0))
            (i8x16.gt_s (i8x16.add (local.get $low) (local.get $shiftF)) (local.get $belowA))))
          (i32.shl
            (i8x16.bitmask (v128.or
              (i8x16.gt_s (i8x16.add (local.get $high) (local.get $shift9)) (local.get $below0))
              (i8x16.gt_s (i8x16.add (local.get $high) (local.get $shiftF)) (local.get $belowA))))
            (i32.const 16))))
        ;; Do the digits before these bytes, with those that these begin with, make up the first 32 of a run?
        (if (i32.and
              (i32.lt_u (local.get $tail) (i32.const 32))
              (i32.ge_u
                (i32.add (local.get $tail) (i32.ctz (i32.xor (local.get $digits) (i32.const -1))))
                (i32.const 32)))
          (then
            (local.set $start (i32.sub (local.get $at) (local.get $tail)))
            (if (i32.eq (i32.load8_u (i32.sub (local.get $start) (i32.const 1))) (i32.const 0x2d))
              (then
                (i32.store (local.get $out) (local.get $start))
                (i32.store offset=4 (local.get $out) (local.get $newlines))
                (local.set $out (i32.add (local.get $out) (i32.const 8)))))))
        (local.set $tail (if (result i32) (i32.eq (local.get $digits) (i32.const -1))
          (then (i32.add (local.get $tail) (i32.const 32)))
          (else (i32.clz (i32.xor (local.get $digits) (i32.const -1))))))
        (local.set $newlines (i32.add (local.get $newlines) (i32.popcnt (i32.or
          (i8x16.bitmask (i8x16.eq (local.get $low) (local.get $newline)))
          (i32.shl (i8x16.bitmask (i8x16.eq (local.get $high) (local.get $newline))) (i32.const 16))))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $next)))
    (global.set $tail (local.get $tail))
    (global.set $newlines (local.get $newlines))
    (local.get $out)))
