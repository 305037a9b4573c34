//! Functions: pure and offline, called before the provider is configured.

use std::marker::PhantomData;

use super::diagnostic::{Error, Result};
use super::field::Field;
use super::path::{Path, Step};
use super::schema::{Attribute, Object, Type};
use super::validate::{self, Rule};
use super::value::Value;

/// A function. The struct is its parameters in order; one of a [`Vec`] type in the last place
/// takes all further arguments.
pub trait Function: Object + Send + Sync + 'static {
    /// The name that users call.
    const NAME: &'static str;
    /// What holds across parameters, and inside of them.
    const RULES: &'static [Rule] = &[];
    /// What it returns.
    type Output: Field;

    /// The result; it depends on the arguments alone.
    ///
    /// # Errors
    /// An argument is refused; the error is at the parameter's name.
    fn call(self) -> Result<Self::Output>;
}

/// A [`Function`] without its types.
pub trait AnyFunction: Send + Sync {
    /// The name that users call.
    fn name(&self) -> &'static str;
    /// The description, as the doc comment has it.
    fn doc(&self) -> &'static str;
    /// The parameters in order.
    fn parameters(&self) -> &'static [Attribute];
    /// What holds across parameters, and inside of them.
    fn rules(&self) -> &'static [Rule];
    /// The type of the result.
    fn output(&self) -> Type;
    /// See [`Function::call`]. The arguments have the types of the parameters.
    fn call(&self, arguments: Vec<Value>) -> Result<Value, BadArgument>;
}

/// Which argument a function refused, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadArgument {
    /// Its position, from 0; none if no single argument is at fault.
    pub position: Option<usize>,
    /// What is wrong with it, and then with others: a line for each fault.
    pub cause: String,
}

/// The twin of a [`Function`] without its types, for a registry.
pub struct Callable<F>(PhantomData<fn() -> F>);

/// Enters a [`Function`] into a registry.
pub const fn function<F: Function>() -> Callable<F> {
    Callable(PhantomData)
}

impl<F: Function> AnyFunction for Callable<F> {
    fn name(&self) -> &'static str {
        F::NAME
    }

    fn doc(&self) -> &'static str {
        F::DOC
    }

    fn parameters(&self) -> &'static [Attribute] {
        F::ATTRIBUTES
    }

    fn rules(&self) -> &'static [Rule] {
        F::RULES
    }

    fn output(&self) -> Type {
        F::Output::TYPE
    }

    fn call(&self, arguments: Vec<Value>) -> Result<Value, BadArgument> {
        let arguments = by_name(F::ATTRIBUTES, arguments);
        let faults = validate::faults(F::check, F::RULES, &arguments);
        let result = match faults.is_empty() {
            true => F::decode(arguments).and_then(F::call).map_err(|error| vec![error]),
            false => Err(faults),
        };
        result.map(Field::encode).map_err(|faults| refusal(F::ATTRIBUTES, faults))
    }
}

/// The parameter that takes all further arguments, where there is one.
pub fn variadic(parameters: &[Attribute]) -> Option<&Attribute> {
    parameters.last().filter(|last| matches!(last.ty, Type::List(_)))
}

fn by_name(parameters: &'static [Attribute], mut arguments: Vec<Value>) -> Value {
    let fixed = parameters.len() - usize::from(variadic(parameters).is_some());
    let further = arguments.split_off(fixed.min(arguments.len()));
    let mut named = Value::object([]);
    for (parameter, argument) in parameters.iter().zip(arguments) {
        named.set(parameter.name, argument);
    }
    if let Some(parameter) = variadic(parameters) {
        named.set(parameter.name, Value::List(further));
    }
    named
}

/// The one error that a function can have, about the first argument that is at fault.
fn refusal(parameters: &[Attribute], faults: Vec<Error>) -> BadArgument {
    let places: Vec<_> = faults.iter().map(|fault| place(parameters, &fault.path)).collect();
    let position = places.first().and_then(|(position, _)| *position);
    let lines = faults.into_iter().zip(places).map(|(fault, (at, inside))| {
        let path = if at == position { inside } else { fault.path };
        if path == Path::ROOT { fault.cause } else { format!("`{path}`: {}", fault.cause) }
    });
    BadArgument { position, cause: lines.collect::<Vec<_>>().join("\n") }
}

/// The position of the argument that a path leads to, and the way inside of it.
fn place(parameters: &[Attribute], path: &Path) -> (Option<usize>, Path) {
    let at = |name: &String| parameters.iter().position(|parameter| parameter.name == name);
    let is_variadic = |name: &String| variadic(parameters).is_some_and(|last| last.name == name);
    let (position, inside) = match path.steps() {
        [Step::Attribute(name), Step::Index(index), rest @ ..] if is_variadic(name) => {
            (at(name).map(|position| position + index), rest)
        }
        [Step::Attribute(name), rest @ ..] => (at(name), rest),
        rest => (None, rest),
    };
    (position, inside.iter().fold(Path::ROOT, |path, step| path.then(step.clone())))
}
