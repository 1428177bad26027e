;; A map at half its size, and one at twice its size (SIMD). Made a module by scripts/generate.mjs; pyramid.ts says what is told.
;; Sums are doubles, rounded once.
(module
  (memory (export "memory") 1)

  ;; Mean of those of each four floats whose mask bytes are not 0; 0 where none is. $size: floats a row, even. Two means at a time.
  (func (export "halve") (param $values i32) (param $mask i32) (param $out i32) (param $size i32)
    (local $stride i32) (local $end i32) (local $rowEnd i32)
    (local $m0 v128) (local $m1 v128) (local $r0 v128) (local $r1 v128) (local $sum v128) (local $seen v128)
    (local.set $stride (i32.shl (local.get $size) (i32.const 2)))
    (local.set $end (i32.add (local.get $values) (i32.mul (local.get $stride) (local.get $size))))
    (loop $rows
      (local.set $rowEnd (i32.add (local.get $values) (local.get $stride)))
      (loop $four
        ;; All bits of a float's place where its byte is not 0.
        (local.set $m0 (i32x4.ne (v128.const i32x4 0 0 0 0)
          (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $mask))))))
        (local.set $m1 (i32x4.ne (v128.const i32x4 0 0 0 0)
          (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u
            (v128.load32_zero (i32.add (local.get $mask) (local.get $size)))))))
        (local.set $r0 (v128.and (local.get $m0) (v128.load (local.get $values))))
        (local.set $r1 (v128.and (local.get $m1) (v128.load (i32.add (local.get $values) (local.get $stride)))))
        (local.set $sum
          (f64x2.add
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 0 1 2 3 8 9 10 11 0 0 0 0 0 0 0 0 (local.get $r0) (local.get $r0)))
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 4 5 6 7 12 13 14 15 0 0 0 0 0 0 0 0 (local.get $r0) (local.get $r0)))))
        (local.set $sum
          (f64x2.add
            (f64x2.add
              (local.get $sum)
              (f64x2.promote_low_f32x4
                (i8x16.shuffle 0 1 2 3 8 9 10 11 0 0 0 0 0 0 0 0 (local.get $r1) (local.get $r1))))
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 4 5 6 7 12 13 14 15 0 0 0 0 0 0 0 0 (local.get $r1) (local.get $r1)))))
        ;; How many of each four: the masks are -1.
        (local.set $m0 (i32x4.add (local.get $m0) (local.get $m1)))
        (local.set $seen
          (f64x2.convert_low_i32x4_s
            (i32x4.neg
              (i32x4.add
                (i8x16.shuffle 0 1 2 3 8 9 10 11 0 0 0 0 0 0 0 0 (local.get $m0) (local.get $m0))
                (i8x16.shuffle 4 5 6 7 12 13 14 15 0 0 0 0 0 0 0 0 (local.get $m0) (local.get $m0))))))
        (v128.store64_lane 0
          (local.get $out)
          (f32x4.demote_f64x2_zero
            (v128.and
              (f64x2.div (local.get $sum) (local.get $seen))
              (f64x2.gt (local.get $seen) (v128.const f64x2 0 0)))))
        (local.set $values (i32.add (local.get $values) (i32.const 16)))
        (local.set $mask (i32.add (local.get $mask) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 8)))
        (br_if $four (i32.lt_u (local.get $values) (local.get $rowEnd))))
      ;; Where half a row is odd, two floats of the next were read and one mean too many was written, which the next row writes over.
      (if (i32.gt_u (local.get $values) (local.get $rowEnd))
        (then (local.set $out (i32.sub (local.get $out) (i32.const 4)))))
      (local.set $mask
        (i32.add
          (i32.sub
            (local.get $mask)
            (i32.shr_u (i32.sub (local.get $values) (local.get $rowEnd)) (i32.const 2)))
          (local.get $size)))
      (local.set $values (i32.add (local.get $rowEnd) (local.get $stride)))
      (br_if $rows (i32.lt_u (local.get $values) (local.get $end)))))

  ;; A row of $n floats as 2 $n doubles, between neighbours.
  (func $widen (param $row i32) (param $n i32) (param $wide i32)
    (local $a f64) (local $b f64) (local $end i32)
    (local.set $a (f64.promote_f32 (f32.load (local.get $row))))
    (f64.store
      (local.get $wide)
      (f64.add (f64.mul (local.get $a) (f64.const 0.25)) (f64.mul (local.get $a) (f64.const 0.75))))
    (local.set $wide (i32.add (local.get $wide) (i32.const 8)))
    (local.set $end (i32.add (local.get $row) (i32.shl (i32.sub (local.get $n) (i32.const 1)) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $b (f64.promote_f32 (f32.load offset=4 (local.get $row))))
        (f64.store
          (local.get $wide)
          (f64.add (f64.mul (local.get $a) (f64.const 0.75)) (f64.mul (local.get $b) (f64.const 0.25))))
        (f64.store offset=8
          (local.get $wide)
          (f64.add (f64.mul (local.get $a) (f64.const 0.25)) (f64.mul (local.get $b) (f64.const 0.75))))
        (local.set $a (local.get $b))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (local.set $wide (i32.add (local.get $wide) (i32.const 16)))
        (br $next)))
    (f64.store
      (local.get $wide)
      (f64.add (f64.mul (local.get $a) (f64.const 0.75)) (f64.mul (local.get $a) (f64.const 0.25)))))

  ;; A row between two others of $n doubles, even: $share of $low, the rest of $top.
  (func $between (param $top i32) (param $low i32) (param $out i32) (param $n i32) (param $share f64)
    (local $end i32) (local $t v128) (local $l v128)
    (local.set $t (f64x2.splat (f64.sub (f64.const 1) (local.get $share))))
    (local.set $l (f64x2.splat (local.get $share)))
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $n) (i32.const 2))))
    (loop $two
      (v128.store64_lane 0
        (local.get $out)
        (f32x4.demote_f64x2_zero
          (f64x2.add
            (f64x2.mul (v128.load (local.get $top)) (local.get $t))
            (f64x2.mul (v128.load (local.get $low)) (local.get $l)))))
      (local.set $top (i32.add (local.get $top) (i32.const 16)))
      (local.set $low (i32.add (local.get $low) (i32.const 16)))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))
      (br_if $two (i32.lt_u (local.get $out) (local.get $end)))))

  ;; Twice the size, bilinear; $n: side of the map at $values. $above, $below: room for 2 $n doubles each.
  (func (export "double") (param $values i32) (param $out i32) (param $n i32) (param $above i32) (param $below i32)
    (local $y i32) (local $step i32) (local $kept i32) (local $wide i32)
    (local.set $wide (i32.shl (local.get $n) (i32.const 1)))
    (local.set $step (i32.shl (local.get $n) (i32.const 3)))
    ;; The first row lies at the rim: between itself and itself.
    (call $widen (local.get $values) (local.get $n) (local.get $below))
    (call $between (local.get $below) (local.get $below) (local.get $out) (local.get $wide) (f64.const 0.75))
    (local.set $out (i32.add (local.get $out) (local.get $step)))
    (block $done
      (loop $pair
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (local.set $kept (local.get $above))
        (local.set $above (local.get $below))
        (local.set $below (local.get $kept))
        (br_if $done (i32.ge_u (local.get $y) (local.get $n)))
        (local.set $values (i32.add (local.get $values) (i32.shl (local.get $n) (i32.const 2))))
        (call $widen (local.get $values) (local.get $n) (local.get $below))
        (call $between (local.get $above) (local.get $below) (local.get $out) (local.get $wide) (f64.const 0.25))
        (local.set $out (i32.add (local.get $out) (local.get $step)))
        (call $between (local.get $above) (local.get $below) (local.get $out) (local.get $wide) (f64.const 0.75))
        (local.set $out (i32.add (local.get $out) (local.get $step)))
        (br $pair)))
    ;; And the last.
    (call $between (local.get $above) (local.get $above) (local.get $out) (local.get $wide) (f64.const 0.25)))
)
