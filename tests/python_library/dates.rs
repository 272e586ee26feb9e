//! Dates and times.
use super::{Arg, encoded_int, raised};
use glassbox::lang::python::lib::calendar::delta::{Delta, Part, check_offset};
use glassbox::lang::python::lib::calendar::strftime::{Moment, strftime};
use glassbox::lang::python::lib::calendar::strptime::strptime;
use glassbox::lang::python::lib::calendar::{DAY, Date, Time, iso};
use glassbox::lang::python::text::{Raise, repr};
use glassbox::number::Int;
use num_bigint::BigInt;
use serde_json::{Value, json};

fn float(f: f64) -> Value {
    json!({"f": repr::float(f)})
}
fn date(d: Date) -> Value {
    json!([d.year, d.month, d.day])
}
fn offset(offset: Option<Delta>) -> Value {
    offset.map_or(Value::Null, |offset| encoded_int(Int::from(BigInt::from(offset.micros()))))
}
fn moment(d: Date, t: Time, o: Option<Delta>) -> Value {
    json!([d.year, d.month, d.day, t.hour, t.minute, t.second, t.micro, offset(o)])
}
fn part(arg: Arg) -> Part {
    arg.float().map_or_else(|| Part::Int(arg.int().unwrap()), Part::Float)
}
fn given_offset(arg: Arg) -> Option<Delta> {
    arg.int().map(|i| Delta::from_micros(i.to_float() as i128).unwrap())
}

fn facts(parts: &[i64]) -> Result<Value, Raise> {
    let d = Date::new(parts[0], parts[1], parts[2])?;
    let (year, week, day) = d.iso_calendar();
    let later = d.plus_days(parts[3])?;
    Ok(json!([d.ordinal(), d.weekday(), [year, week, day], d.day_of_year(), iso::date_text(d), date(later)]))
}

fn delta(parts: &[Value]) -> Result<Value, Raise> {
    const FACTORS: [i64; 7] = [1, 1000, 1_000_000, 60_000_000, 3_600_000_000, DAY, 7 * DAY];
    let parts: Vec<(Part, i64)> = parts.iter().map(|v| part(Arg(v))).zip(FACTORS).collect();
    let delta = Delta::new(&parts)?;
    let (days, seconds, micros) = delta.parts();
    Ok(json!([days, seconds, micros, delta.text(), delta.repr(), float(delta.seconds())]))
}

/// What `as_integer_ratio` gives.
fn ratio(f: f64) -> (Int, Int) {
    let mut below = 0;
    let mut above = f;
    while above != above.trunc() {
        above *= 2.0;
        below += 1;
    }
    (Int::from_float(above), Int::Small(2).pow(below))
}

fn answer(name: &str, args: &[Arg]) -> Option<Result<Value, Raise>> {
    let ints = |args: &[Arg]| args.iter().map(|arg| arg.0.as_i64().unwrap()).collect::<Vec<i64>>();
    let listed = |arg: Arg| arg.0.as_array().unwrap().iter().map(|v| v.as_i64().unwrap()).collect::<Vec<i64>>();
    let time = |t: &[i64]| Time::new(t[0], t[1], t[2], t[3]);
    Some(match name {
        "date_facts" => facts(&ints(args)),
        "date_from" => Date::from_ordinal(ints(args)[0]).map(date),
        "date_from_week" => {
            let parts = ints(args);
            Date::from_iso_calendar(parts[0], parts[1], parts[2]).map(date)
        }
        "delta_facts" => delta(args[0].0.as_array().unwrap()),
        "delta_times" => {
            let delta = Delta::from_micros(args[0].0.as_i64().unwrap() as i128).unwrap();
            let product = match part(args[1]) {
                Part::Int(i) => delta.times(&i),
                Part::Float(f) => {
                    let (above, below) = ratio(f);
                    delta.times_ratio(&above, &below)
                }
            };
            product.map(|delta| offset(Some(delta)))
        }
        "time_iso" => (|| {
            let offset = given_offset(args[2]);
            let mut text = iso::time_text(time(&listed(args[0]))?, args[1].text())?;
            text += &offset.map_or(String::new(), |offset| iso::offset_text(offset, ":"));
            Ok(json!([text, offset.map(iso::zone_name)]))
        })(),
        "date_read" => iso::date(args[0].text()).map(date),
        "time_read" => iso::time(args[0].text()).map(|(t, o)| json!([t.hour, t.minute, t.second, t.micro, offset(o)])),
        "moment_read" => iso::date_time(args[0].text()).map(|(d, t, o)| moment(d, t, o)),
        "moment_format" => (|| {
            let parts = listed(args[0]);
            let offset = given_offset(args[1]);
            let zone = offset.map(iso::zone_name);
            let date = Date::new(parts[0], parts[1], parts[2])?;
            let moment = Moment { date, time: time(&parts[3..])?, offset, zone, days: None };
            Ok(strftime(&moment, args[2].text()).into())
        })(),
        "moment_parse" => strptime(args[0].text(), args[1].text(), &mut 1_000_000).and_then(|m| {
            m.offset.map(check_offset).transpose()?;
            Ok(moment(m.date, m.time, m.offset))
        }),
        _ => return None,
    })
}

pub fn ours(name: &str, args: &[Arg]) -> Option<Value> {
    answer(name, args).map(|answer| {
        answer.unwrap_or_else(|mut raise| {
            raise.class = raise.class.rsplit('.').next().unwrap();
            raised(raise)
        })
    })
}
