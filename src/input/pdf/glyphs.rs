//! The letters of a page and where they stand.
//!
//! Takes a page, follows its operators of text (ISO 32000-1, 9.4) through the forms that it shows, gives each letter with its
//! place on the page. Everything that only draws is passed over. Operators are counted: a page that shows forms within forms
//! without end stops at a limit.

use crate::input::limits::{Limit, Limits, Reached};
use hayro_font::hayro_cmap::BfString;
use hayro_font::{Font, FontCache, FontGlyph, FontQuery};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::sync::Arc;

/// How many operators a document may have for each byte of text that it may have.
const OPERATORS: usize = 2;
/// As many operators a form counts for: to open it takes longer than to move.
const FORM: usize = 500;
/// How deep forms show forms.
const FORMS: usize = 12;
/// How many states are kept on the stack.
const STATES: usize = 512;

/// A letter: its place in points, from the lower left corner of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub c: char,
    pub x0: f32,
    pub x1: f32,
    /// The base line.
    pub y: f32,
    /// The height of the font.
    pub size: f32,
}

/// The letters of a page, in the order in which it shows them.
pub(super) struct Letters {
    pub glyphs: Vec<Glyph>,
    /// How many letters there are of which nobody knows what they show.
    pub unread: usize,
}

/// The letters of all pages.
pub(super) fn pages(pdf: &Pdf, limits: &Limits) -> Result<Vec<Letters>, Reached> {
    let fonts = FontCache::new();
    let most = limits.of(Limit::Text) as usize;
    let mut budget = Budget { operators: most.saturating_mul(OPERATORS), letters: most, limits: *limits };
    let mut all = Vec::new();
    for page in pdf.pages().iter() {
        all.push(letters(page, &fonts, &mut budget)?);
    }
    Ok(all)
}

struct Budget {
    operators: usize,
    letters: usize,
    limits: Limits,
}

fn letters<'a>(page: &Page<'a>, fonts: &FontCache<'a>, budget: &mut Budget) -> Result<Letters, Reached> {
    let turned = page.initial_transform(false).as_coeffs();
    let mut reader = Reader {
        fonts,
        budget,
        out: Letters { glyphs: Vec::new(), unread: 0 },
        state: State { matrix: Matrix(turned), ..State::default() },
        stack: Vec::new(),
        bounds: page.render_dimensions(),
    };
    reader.follow(page.typed_operations(), page.resources(), 0)?;
    Ok(reader.out)
}

/// A transformation of the plane: `x' = ax + cy + e`, `y' = bx + dy + f`.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(numbers: [&Number; 6]) -> Matrix {
        Matrix(numbers.map(Number::as_f64))
    }

    /// The transformation that does `self` first and `then` after it.
    fn then(self, then: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [ta, tb, tc, td, te, tf]) = (self.0, then.0);
        Matrix([
            a * ta + b * tc,
            a * tb + b * td,
            c * ta + d * tc,
            c * tb + d * td,
            e * ta + f * tc + te,
            e * tb + f * td + tf,
        ])
    }

    fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    font: Option<Font<'a>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    /// 1 for 100 %.
    scaling: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl Default for State<'_> {
    fn default() -> Self {
        State {
            matrix: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

struct Reader<'r, 'a> {
    fonts: &'r FontCache<'a>,
    budget: &'r mut Budget,
    out: Letters,
    state: State<'a>,
    stack: Vec<State<'a>>,
    bounds: (f32, f32),
}

impl<'a> Reader<'_, 'a> {
    fn follow(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, depth: usize) -> Result<(), Reached> {
        let floor = self.stack.len();
        while let Some(operator) = operators.next() {
            self.spend(1)?;
            match operator {
                Op::SaveState(_) if self.stack.len() < STATES => self.stack.push(self.state.clone()),
                Op::RestoreState(_) if self.stack.len() > floor => {
                    if let Some(state) = self.stack.pop() {
                        self.state = state;
                    }
                }
                Op::Transform(t) => {
                    self.state.matrix = Matrix::of([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]).then(self.state.matrix);
                }
                Op::XObject(name) if depth < FORMS => self.form(name.0, resources, depth)?,
                other => self.text(&other, resources)?,
            }
        }
        self.stack.truncate(floor);
        Ok(())
    }

    /// Counts operators.
    fn spend(&mut self, operators: usize) -> Result<(), Reached> {
        let rest = self.budget.operators.checked_sub(operators);
        self.budget.operators = rest.ok_or_else(|| self.budget.limits.reached(Limit::Text))?;
        Ok(())
    }

    /// Follows a form.
    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) -> Result<(), Reached> {
        let Some(form) = resources.get_x_object(name) else { return Ok(()) };
        let form: Stream<'a> = form;
        let dict = form.dict();
        if dict.get::<Name<'_>>(b"Subtype".as_slice()).is_none_or(|kind| kind.as_ref() != b"Form") {
            return Ok(());
        }
        self.spend(FORM)?;
        let Ok(content) = form.decoded_data() else { return Ok(()) };
        let before = self.state.clone();
        if let Some(matrix) = dict.get::<[f64; 6]>(b"Matrix".as_slice()) {
            self.state.matrix = Matrix(matrix).then(self.state.matrix);
        }
        let own = dict.get::<Dict<'a>>(b"Resources".as_slice()).map(Resources::new);
        self.follow(TypedIter::new(content.as_ref()), own.as_ref().unwrap_or(resources), depth + 1)?;
        self.state = before;
        Ok(())
    }

    fn text(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>) -> Result<(), Reached> {
        let state = &mut self.state;
        match operator {
            Op::BeginText(_) => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            Op::CharacterSpacing(n) => state.char_space = n.0.as_f64(),
            Op::WordSpacing(n) => state.word_space = n.0.as_f64(),
            Op::HorizontalScaling(n) => state.scaling = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => state.leading = n.0.as_f64(),
            Op::TextRise(n) => state.rise = n.0.as_f64(),
            Op::TextFont(font) => {
                state.size = font.1.as_f64();
                state.font = resources.get_font(font.0).and_then(|dict| loaded(self.fonts, &dict));
            }
            Op::NextLine(n) => self.next_line(n.0.as_f64(), n.1.as_f64()),
            Op::NextLineAndSetLeading(n) => {
                state.leading = -n.1.as_f64();
                self.next_line(n.0.as_f64(), n.1.as_f64());
            }
            Op::SetTextMatrix(t) => {
                state.text = Matrix::of([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]);
                state.line = state.text;
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes())?,
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes())?;
            }
            Op::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.char_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes())?;
            }
            Op::ShowTexts(texts) => self.show_adjusted(texts.0)?,
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.state.line = Matrix::shift(x, y).then(self.state.line);
        self.state.text = self.state.line;
    }

    /// Texts and the distances between them.
    fn show_adjusted(&mut self, texts: &Array<'_>) -> Result<(), Reached> {
        for text in texts.iter::<Object<'_>>() {
            match text {
                Object::String(text) => self.show(text.as_bytes())?,
                Object::Number(n) => {
                    let x = -n.as_f64() / 1000.0 * self.state.size * self.state.scaling;
                    self.state.text = Matrix::shift(x, 0.0).then(self.state.text);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), Reached> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let State { size, char_space, word_space, scaling, rise, .. } = self.state;
            let word = if code == 32 && length == 1 { word_space } else { 0.0 };
            let advance = font.code_advance(code);
            let shown = advance.x / 1000.0 * size * scaling;
            let horizontal = font.is_horizontal();
            let place =
                Matrix([size * scaling, 0.0, 0.0, size, 0.0, rise]).then(self.state.text).then(self.state.matrix);
            let end = Matrix::shift(shown, 0.0).then(self.state.text).then(self.state.matrix);
            self.letter(&font, code, place, end.0[4])?;
            let step = match horizontal {
                true => Matrix::shift(shown + (char_space + word) * scaling, 0.0),
                false => Matrix::shift(0.0, advance.y / 1000.0 * size + char_space + word),
            };
            self.state.text = step.then(self.state.text);
        }
        Ok(())
    }

    /// Takes one letter, if it stands upright on the page.
    fn letter(&mut self, font: &Font<'a>, code: u32, place: Matrix, end: f64) -> Result<(), Reached> {
        self.budget.letters =
            self.budget.letters.checked_sub(1).ok_or_else(|| self.budget.limits.reached(Limit::Text))?;
        let [a, b, _, d, x, y] = place.0;
        let size = d.abs() as f32;
        let upright = a > 0.0 && b.abs() < a * 0.1 && size > 0.5;
        let inside = x > -1.0 && x < f64::from(self.bounds.0) + 1.0 && y > -1.0 && y < f64::from(self.bounds.1) + 1.0;
        if !upright || !inside {
            return Ok(());
        }
        let shown = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let (x0, x1) = (x as f32, (end as f32).max(x as f32));
        let mut push = |text: &str| {
            let count = text.chars().count().max(1) as f32;
            for (i, c) in text.chars().enumerate() {
                let part = |i: f32| x0 + (x1 - x0) * i / count;
                self.out.glyphs.push(Glyph { c, x0: part(i as f32), x1: part(i as f32 + 1.0), y: y as f32, size });
            }
        };
        match shown {
            Some(BfString::Char(c)) => match ligature(c) {
                Some(letters) => push(letters),
                None => push(c.encode_utf8(&mut [0; 4])),
            },
            Some(BfString::String(text)) => push(&text.chars().take(16).collect::<String>()),
            None if code == 32 => push(" "),
            None => self.out.unread += 1,
        }
        Ok(())
    }
}

/// The letters of a ligature, as the words have them.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// The font of a dictionary; where it holds none, the standard font that is most like it.
fn loaded<'a>(fonts: &FontCache<'a>, dict: &Dict<'a>) -> Option<Font<'a>> {
    let standard: hayro_font::FontResolverFn = Arc::new(|query: &FontQuery| match query {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
    });
    let embedded: hayro_font::CMapResolverFn = Arc::new(hayro_font::hayro_cmap::load_embedded);
    fonts.font(dict, &standard, &embedded)
}
