;; Three passes of a box along the rows of a plane of single floats, then along its columns, four at a time (SIMD).
;; Made a module by scripts/generate.mjs; box-blur.ts lays out the memory and says what a box is.
;;
;; Four rows or columns lie side by side in a strip: 16 bytes for each step along them, with nothing before and after.
(module
  (memory (export "memory") 1)

  ;; One pass along two rows or columns of a strip of $n steps. $reach: bytes that the whole texels of the box reach to either side. In doubles:
  ;; running sums of single floats would not come back to nothing where a mask ends.
  (func $half (param $from i32) (param $to i32) (param $n i32) (param $reach i32) (param $edge v128) (param $scale v128)
    (local $sum v128) (local $leave v128) (local $at i32) (local $end i32)
    ;; Of the first box, what lies from the first step on, but for the last texel that it reaches.
    (local.set $at (local.get $from))
    (local.set $end (i32.add (local.get $from) (local.get $reach)))
    (block $summed
      (loop $next
        (br_if $summed (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $sum (f64x2.add (local.get $sum) (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $n) (i32.const 4))))
    (loop $step
      (local.set $at (i32.add (local.get $from) (local.get $reach)))
      (local.set $leave (f64x2.promote_low_f32x4 (v128.load64_zero (i32.sub (i32.sub (local.get $from) (local.get $reach)) (i32.const 16)))))
      (local.set $sum (f64x2.add (local.get $sum) (f64x2.sub (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $at))) (local.get $leave))))
      (v128.store64_lane 0
        (local.get $to)
        (f32x4.demote_f64x2_zero
          (f64x2.mul
            (local.get $scale)
            (f64x2.add
              (local.get $sum)
              (f64x2.mul
                (local.get $edge)
                (f64x2.add (local.get $leave) (f64x2.promote_low_f32x4 (v128.load64_zero offset=16 (local.get $at)))))))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $step (i32.lt_u (local.get $from) (local.get $end)))))

  ;; One pass along a whole strip.
  (func $pass (param $from i32) (param $to i32) (param $n i32) (param $reach i32) (param $edge v128) (param $scale v128)
    (call $half (local.get $from) (local.get $to) (local.get $n) (local.get $reach) (local.get $edge) (local.get $scale))
    (call $half
      (i32.add (local.get $from) (i32.const 8))
      (i32.add (local.get $to) (i32.const 8))
      (local.get $n)
      (local.get $reach)
      (local.get $edge)
      (local.get $scale)))

  ;; The passes of a strip: from $a over $b and back, the last in $b.
  (func $passes (param $a i32) (param $b i32) (param $n i32) (param $reach i32) (param $edge v128) (param $scale v128)
    (call $pass (local.get $a) (local.get $b) (local.get $n) (local.get $reach) (local.get $edge) (local.get $scale))
    (call $pass (local.get $b) (local.get $a) (local.get $n) (local.get $reach) (local.get $edge) (local.get $scale))
    (call $pass (local.get $a) (local.get $b) (local.get $n) (local.get $reach) (local.get $edge) (local.get $scale)))

  ;; Four by four floats, $fromStep bytes from one row to the next, turned about their diagonal.
  (func $turn (param $from i32) (param $fromStep i32) (param $to i32) (param $toStep i32)
    (local $r0 v128) (local $r1 v128) (local $r2 v128) (local $r3 v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $at i32)
    (local.set $r0 (v128.load (local.get $from)))
    (local.set $at (i32.add (local.get $from) (local.get $fromStep)))
    (local.set $r1 (v128.load (local.get $at)))
    (local.set $at (i32.add (local.get $at) (local.get $fromStep)))
    (local.set $r2 (v128.load (local.get $at)))
    (local.set $r3 (v128.load (i32.add (local.get $at) (local.get $fromStep))))
    (local.set $a (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $r0) (local.get $r1)))
    (local.set $b (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $r0) (local.get $r1)))
    (local.set $c (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $r2) (local.get $r3)))
    (local.set $d (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $r2) (local.get $r3)))
    (v128.store (local.get $to) (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $c)))
    (local.set $at (i32.add (local.get $to) (local.get $toStep)))
    (v128.store (local.get $at) (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $c)))
    (local.set $at (i32.add (local.get $at) (local.get $toStep)))
    (v128.store (local.get $at) (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $b) (local.get $d)))
    (v128.store
      (i32.add (local.get $at) (local.get $toStep))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $b) (local.get $d))))

  ;; Blurs the plane at $plane in place. Its rows are $stride bytes long and $height of them lie there, both a multiple of four floats;
  ;; $width and $tall of them are the picture's, the rest 0. $a, $b: first steps of two strips of zeros, with room for the box on both sides.
  (func (export "blur")
    (param $plane i32) (param $stride i32) (param $height i32) (param $width i32) (param $tall i32)
    (param $a i32) (param $b i32) (param $radius i32) (param $edge f64) (param $scale f64)
    (local $reach i32) (local $e v128) (local $s v128) (local $row i32) (local $x i32) (local $end i32) (local $at i32) (local $step i32)
    (local.set $reach (i32.shl (local.get $radius) (i32.const 4)))
    (local.set $e (f64x2.splat (local.get $edge)))
    (local.set $s (f64x2.splat (local.get $scale)))
    ;; Rows, four at a time.
    (local.set $row (local.get $plane))
    (local.set $end (i32.add (local.get $plane) (i32.mul (local.get $stride) (local.get $height))))
    (loop $rows
      (local.set $x (i32.const 0))
      (loop $in
        (call $turn
          (i32.add (local.get $row) (local.get $x)) (local.get $stride)
          (i32.add (local.get $a) (i32.shl (local.get $x) (i32.const 2))) (i32.const 16))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br_if $in (i32.lt_u (local.get $x) (local.get $stride))))
      (call $passes (local.get $a) (local.get $b) (local.get $width) (local.get $reach) (local.get $e) (local.get $s))
      (local.set $x (i32.const 0))
      (loop $out
        (call $turn
          (i32.add (local.get $b) (i32.shl (local.get $x) (i32.const 2))) (i32.const 16)
          (i32.add (local.get $row) (local.get $x)) (local.get $stride))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br_if $out (i32.lt_u (local.get $x) (local.get $stride))))
      (local.set $row (i32.add (local.get $row) (i32.shl (local.get $stride) (i32.const 2))))
      (br_if $rows (i32.lt_u (local.get $row) (local.get $end))))
    ;; What the longer strip of the rows left behind the columns.
    (call $clear (local.get $a) (local.get $tall) (local.get $width))
    (call $clear (local.get $b) (local.get $tall) (local.get $width))
    ;; Columns, four at a time.
    (local.set $x (i32.const 0))
    (loop $columns
      (local.set $at (i32.add (local.get $plane) (local.get $x)))
      (local.set $step (i32.const 0))
      (loop $in
        (v128.store (i32.add (local.get $a) (i32.shl (local.get $step) (i32.const 4))) (v128.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $step (i32.add (local.get $step) (i32.const 1)))
        (br_if $in (i32.lt_u (local.get $step) (local.get $tall))))
      (call $passes (local.get $a) (local.get $b) (local.get $tall) (local.get $reach) (local.get $e) (local.get $s))
      (local.set $at (i32.add (local.get $plane) (local.get $x)))
      (local.set $step (i32.const 0))
      (loop $out
        (v128.store (local.get $at) (v128.load (i32.add (local.get $b) (i32.shl (local.get $step) (i32.const 4)))))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $step (i32.add (local.get $step) (i32.const 1)))
        (br_if $out (i32.lt_u (local.get $step) (local.get $tall))))
      (local.set $x (i32.add (local.get $x) (i32.const 16)))
      (br_if $columns (i32.lt_u (local.get $x) (local.get $stride)))))

  ;; Zeros from step $from to before step $to of a strip.
  (func $clear (param $strip i32) (param $from i32) (param $to i32)
    (if (i32.lt_u (local.get $from) (local.get $to))
      (then
        (memory.fill
          (i32.add (local.get $strip) (i32.shl (local.get $from) (i32.const 4)))
          (i32.const 0)
          (i32.shl (i32.sub (local.get $to) (local.get $from)) (i32.const 4)))))))
