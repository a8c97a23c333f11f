use std::collections::HashMap;

/// Parses `<name>=<value>` pairs.
pub fn parse<'a, T: From<&'a str>>(text: &'a str) -> Result<HashMap<&'a str, Vec<T>>, String> {
    let mut out: HashMap<&str, Vec<T>> = HashMap::new();
    for line in text.lines().filter(|l| l.len() > 1 && l.len() < 1 << 10) {
        let (k, v) = line.split_once('=').ok_or_else(|| format!("error: bad line <{line}>"))?;
        out.entry(k).or_default().push(T::from(v));
    }
    Ok(out)
}

#[test]
fn empty_is_empty() {
    assert!(parse::<&str>("").unwrap().is_empty());
}
