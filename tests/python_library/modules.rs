//! JSON, packed bytes, dates.
use super::{Arg, encoded_int, raised, read_float};
use glassbox::lang::python::lib::json::{self, Event, Layout, Reader, Writer};
use glassbox::lang::python::lib::pack::{self, Format, Kind};
use glassbox::lang::python::text::{Raise, numbers, repr};
use serde_json::{Value, json};

/// What an event is worth that is no array or object.
fn scalar(event: Event) -> Result<Value, Value> {
    let float = |f: f64| json!({"f": repr::float(f)});
    Ok(match event {
        Event::Null => Value::Null,
        Event::Bool(b) => b.into(),
        Event::Int(text) => encoded_int(numbers::int(text, 10, repr::MAX_DIGITS).map_err(raised)?),
        Event::Float(text) | Event::Constant(text) => float(numbers::float(text).map_err(raised)?),
        Event::String(text) => text.into(),
        _ => unreachable!("no value of its own"),
    })
}

fn loads(text: &str, strict: bool) -> Result<Value, Value> {
    let flaw = |flaw: json::Flaw| json!({"raise": ["JSONDecodeError", flaw.text()]});
    let mut reader = Reader::whole(text, strict).map_err(flaw)?;
    let mut open: Vec<Vec<Value>> = vec![vec![]];
    for event in &mut reader {
        let value = match event.map_err(flaw)? {
            Event::BeginArray => {
                open.push(vec![]);
                continue;
            }
            Event::BeginObject => {
                open.push(vec!["object".into()]);
                continue;
            }
            Event::Key(key) => {
                open.push(vec![key.into()]);
                continue;
            }
            Event::EndArray | Event::EndObject => open.pop().unwrap().into(),
            event => scalar(event)?,
        };
        let innermost = open.last_mut().unwrap();
        innermost.push(value);
        // A key and its value are together.
        let is_pair = innermost.len() == 2 && innermost[0].is_string() && innermost[0] != "object";
        if is_pair && open.len() > 2 && open[open.len() - 2].first().is_some_and(|first| first == "object") {
            let pair = open.pop().unwrap();
            open.last_mut().unwrap().push(pair.into());
        }
    }
    reader.finish().map_err(flaw)?;
    Ok(open.pop().unwrap().pop().unwrap())
}

fn key_of(key: &Value, nan: bool, lines: bool) -> Result<String, Value> {
    let arg = Arg(key);
    Ok(match key {
        Value::Null => "null".into(),
        Value::Bool(b) => b.to_string(),
        Value::String(text) => text.clone(),
        _ => match (arg.tagged("f"), arg.int()) {
            (Some(f), _) => json::float(read_float(f), nan, lines).map_err(raised)?.into(),
            (_, Some(i)) => i.text(10),
            _ => return Err(raised(json::wrong_key("list"))),
        },
    })
}

fn write(v: &Value, nan: bool, lines: bool, to: &mut Writer) -> Result<(), Value> {
    let arg = Arg(v);
    match v {
        Value::Null => to.word("null"),
        Value::Bool(b) => to.word(if *b { "true" } else { "false" }),
        Value::String(text) => to.string(text),
        Value::Array(items) => {
            to.begin(false);
            for item in items {
                to.item();
                write(item, nan, lines, to)?;
            }
            to.end();
        }
        _ => {
            if let Some(pairs) = arg.tagged("d").and_then(Value::as_array) {
                to.begin(true);
                for pair in pairs {
                    to.key(&key_of(&pair[0], nan, lines)?);
                    write(&pair[1], nan, lines, to)?;
                }
                to.end();
            } else if let Some(f) = arg.float() {
                to.float(f).map_err(raised)?;
            } else {
                to.word(&arg.int().unwrap().text(10));
            }
        }
    }
    Ok(())
}

fn dumps(args: &[Arg]) -> Result<Value, Value> {
    let indent = match args[2].0 {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        count => Some(" ".repeat(count.as_u64().unwrap() as usize)),
    };
    let mut layout = Layout::new(indent);
    layout.ensure_ascii = args[1].0.as_bool().unwrap();
    layout.allow_nan = args[4].0.as_bool().unwrap();
    if let Some(separators) = args[3].0.as_array() {
        layout.item_separator = separators[0].as_str().unwrap().into();
        layout.key_separator = separators[1].as_str().unwrap().into();
    }
    let (nan, lines) = (layout.allow_nan, layout.indent.is_some());
    let mut writer = Writer::new(layout);
    write(args[0].0, nan, lines, &mut writer)?;
    Ok(writer.out.into())
}

/// An argument as an item of a format takes it.
fn given(kind: Kind, arg: Arg) -> pack::Value {
    match (kind, arg.int(), arg.float(), arg.bytes()) {
        (Kind::Int, Some(i), ..) => pack::Value::Int(i),
        (Kind::Float, _, Some(f), _) => pack::Value::Float(f),
        (Kind::Float, Some(i), ..) => pack::Value::Int(i),
        (Kind::Bytes, .., Some(bytes)) => pack::Value::Bytes(bytes),
        (Kind::Bool, Some(i), ..) => pack::Value::Bool(!i.is_zero()),
        (Kind::Bool, _, Some(f), _) => pack::Value::Bool(f != 0.0),
        (Kind::Bool, .., Some(bytes)) => pack::Value::Bool(!bytes.is_empty()),
        (Kind::Bool, ..) => pack::Value::Bool(true),
        _ => pack::Value::Other,
    }
}

fn bytes_of(bytes: &[u8]) -> Value {
    json!({"b": bytes.iter().map(|b| format!("{b:02x}")).collect::<String>()})
}

fn taken(values: Vec<pack::Value>) -> Value {
    let taken = values.into_iter().map(|value| match value {
        pack::Value::Int(i) => encoded_int(i),
        pack::Value::Float(f) => json!({"f": repr::float(f)}),
        pack::Value::Bool(b) => b.into(),
        pack::Value::Bytes(bytes) => bytes_of(&bytes),
        pack::Value::Other => unreachable!("nothing else is there"),
    });
    taken.collect::<Vec<Value>>().into()
}

fn structs(name: &str, args: &[Arg]) -> Result<Value, Raise> {
    let format = Format::parse(args[0].text())?;
    let number = |i: usize| args[i].0.as_i64().unwrap();
    let data = || args[1].bytes().unwrap();
    Ok(match name {
        "struct_size" => format.size().into(),
        "struct_pack" => {
            let values = args[1].0.as_array().unwrap();
            format.check_count(values.len(), "pack")?;
            let values: Vec<_> = format.kinds().zip(values).map(|(kind, value)| given(kind, Arg(value))).collect();
            bytes_of(&format.pack(&values)?)
        }
        "struct_unpack" => taken(format.unpack(&data())?),
        "struct_times" => {
            let (data, size) = (data(), format.size());
            let parts = (0..format.times(data.len())?).map(|i| format.unpack(&data[i * size..(i + 1) * size]));
            parts.map(|values| values.map(taken)).collect::<Result<Vec<_>, _>>()?.into()
        }
        _ => {
            format.place(number(1), number(2) as usize, name == "struct_put")?;
            format.size().into()
        }
    })
}

pub fn ours(name: &str, args: &[Arg]) -> Option<Value> {
    let answer = match name {
        "json_loads" => loads(args[0].text(), args[1].0.as_bool().unwrap()),
        "json_dumps" => dumps(args),
        _ if name.starts_with("struct_") => structs(name, args).map_err(|mut raise| {
            raise.class = raise.class.rsplit('.').next().unwrap();
            raised(raise)
        }),
        _ => return None,
    };
    Some(answer.unwrap_or_else(|raised| raised))
}
