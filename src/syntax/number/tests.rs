use super::*;
use crate::number::{Int, Num, Real};

/// What a text reads as, printed again.
fn again(text: &str, radix: u32) -> String {
    match parse_number(text, radix) {
        Ok(n) => format_number(&n, 10),
        Err(e) => format!("{e:?}"),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, want) in cases {
        assert_eq!(&again(text, 10), want, "{text}");
    }
}

#[test]
fn integers() {
    check(&[
        ("0", "0"),
        ("-17", "-17"),
        ("+5", "5"),
        ("1125899906842624", "1125899906842624"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("0xff", "255"),
        ("-0x10", "-16"),
        ("#xFF", "255"),
        ("#b-101", "-5"),
        ("#o17", "15"),
        ("#d10", "10"),
        ("#e#x10", "16"),
        ("#x#i10", "16.0"),
        ("#X1e2", "482"),
        ("#xffffffffffffffffffff", "1208925819614629174706175"),
    ]);
    assert_eq!(again("zz", 36), (35 * 36 + 35).to_string());
    assert_eq!(again("101", 2), "5");
    assert!(matches!(parse_number("9007199254740993", 10), Ok(Num::Real(Real::Int(Int::Small(9007199254740993))))));
}

#[test]
fn floats() {
    check(&[
        ("1.", "1.0"),
        (".5", "0.5"),
        ("-.5e-3", "-0.0005"),
        ("-1.5e3", "-1500.0"),
        ("1E2", "100.0"),
        ("1s2", "100.0"),
        ("1F2", "100.0"),
        ("1d+2", "100.0"),
        ("1l-2", "0.01"),
        ("1e400", "+inf.0"),
        ("1e-400", "0.0"),
        ("-0.", "-0.0"),
        ("-inf.0", "-inf.0"),
        ("+INF.0", "+inf.0"),
        ("-nan.0", "+nan.0"),
        ("#i3", "3.0"),
        ("#i1/3", "0.3333333333333333"),
        ("#i-1/3", "-0.3333333333333333"),
        ("9007199254740993.0", "9007199254740992.0"),
        ("4.940656458412465e-324", "5e-324"),
        ("2.4703282292062327e-324", "0.0"),
        ("1.7976931348623157e308", "1.7976931348623157e308"),
    ]);
}

#[test]
fn exact_fractions() {
    check(&[
        ("1/2", "1/2"),
        ("-6/4", "-3/2"),
        ("6/3", "2"),
        ("0/10", "0"),
        ("#e1.5", "3/2"),
        ("#e-1.25e1", "-25/2"),
        ("#e1e3", "1000"),
        ("#e1e-3", "1/1000"),
        ("#e.0", "0"),
        ("#x11/2", "17/2"),
        ("#e1e20", "100000000000000000000"),
        ("#e0e99999999999999999999", "0"),
        ("#e1e99999999999999999999", "TooLarge"),
        ("#e1e-99999999", "TooLarge"),
    ]);
}

#[test]
fn complex_numbers() {
    check(&[
        ("1+2i", "1+2i"),
        ("1-2I", "1-2i"),
        ("+i", "+i"),
        ("-i", "-i"),
        ("0+1i", "+i"),
        ("3+0i", "3"),
        ("-2.5+0.0i", "-2.5+0.0i"),
        ("-2.5i", "-2.5i"),
        ("1e+3-i", "1000.0-i"),
        ("-2.5-1e3i", "-2.5-1000.0i"),
        ("1e-2+1e-3i", "0.01+0.001i"),
        ("1/2-3/4i", "1/2-3/4i"),
        ("+inf.0-nan.0i", "+inf.0+nan.0i"),
        ("-inf.0i", "-inf.0i"),
        ("1@0", "1"),
        ("1@2", "-0.4161468365471424+0.9092974268256817i"),
        ("#x10+11i", "16+17i"),
        ("#x1e+2i", "30+2i"),
        ("#i1+2i", "1.0+2.0i"),
        ("#e1.5+2.5i", "3/2+5/2i"),
    ]);
}

#[test]
fn what_is_not_a_number() {
    for t in [
        "", "+", "-", ".", "...", "1+", "e5", "1e", "1e+", "inf", "nan", "infinity", "0x", "1/0", "1/", "/2", "1/-2",
        "1.2.3", "#", "#y1", "#x#x1", "#e#i1", "1i", "i", "1+i+i", "1@", "@1", "-foo", "+.x", "1_0", "#e+inf.0",
        "1/2.5", "1.5/2", "1e1.5", "12ab", "1+2i3", "+-1", "#b12", "#o8",
    ] {
        assert_eq!(parse_number(t, 10), Err(NumError::NotANumber), "{t}");
    }
}

#[test]
fn printed_floats_read_back() {
    for (f, t) in [
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e21, "1e21"),
        (1e20, "100000000000000000000.0"),
        (1.5e-10, "1.5e-10"),
        (1e-7, "0.0000001"),
        (f64::MAX, "1.7976931348623157e308"),
        (f64::INFINITY, "+inf.0"),
        (f64::NAN, "+nan.0"),
    ] {
        assert_eq!(format_float(f), t);
        assert_eq!(again(t, 10), t);
    }
}

#[test]
fn floats_to_other_radixes_read_back() {
    for (f, radix, t) in [
        (0.5, 2, "0.1"),
        (10.25, 16, "a.4"),
        (-10.25, 16, "-a.4"),
        (0.0, 2, "0.0"),
        (1.0, 3, "1.0"),
        (8.0, 2, "1000.0"),
        (1.0 / 3.0, 3, "0.1"),
        (0.0625, 16, "0.1"),
        (0.001953125, 16, "0.008"),
        (f64::NEG_INFINITY, 16, "-inf.0"),
    ] {
        assert_eq!(format_number(&Num::from(f), radix), t);
    }
    let mut seed = 1;
    for radix in [2, 3, 7, 8, 16, 36] {
        for f in [5e-324, 2.2250738585072014e-308, f64::MAX, 1.0, 0.1, 123456.789, 2f64.powi(80), 2f64.powi(-80)] {
            let text = format_number(&Num::from(f), radix);
            assert_eq!(parse_number(&text, radix), Ok(Num::from(f)), "{text} to radix {radix}");
        }
        for _ in 0..if cfg!(miri) { 2 } else { 50 } {
            let f = f64::from_bits(crate::host::split_mix(&mut seed) & 0x7FFF_FFFF_FFFF_FFFF);
            if f.is_finite() {
                let text = format_number(&Num::from(f), radix);
                assert_eq!(parse_number(&text, radix), Ok(Num::from(f)), "{f:e} to radix {radix}");
            }
        }
    }
}

#[test]
fn integers_to_a_radix() {
    assert_eq!(format_int(-255, 16), "-ff");
    assert_eq!(format_int(0, 2), "0");
    assert_eq!(format_int(INT_MIN, 10), "-1125899906842624");
    let n = parse_number("-1208925819614629174706175/16", 10).unwrap();
    assert_eq!(format_number(&n, 16), "-ffffffffffffffffffff/10");
}
