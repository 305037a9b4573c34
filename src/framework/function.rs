//! Functions: pure and offline, called before the provider is configured.

use std::marker::PhantomData;

use super::diagnostic::{Error, Result};
use super::field::Field;
use super::path::{Path, Step};
use super::schema::{Attribute, Object, Type};
use super::value::Value;

/// A function. The struct is its parameters in order; one of a [`Vec`] type in the last place
/// takes all further arguments.
pub trait Function: Object + Send + Sync + 'static {
    /// The name that users call.
    const NAME: &'static str;
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
    /// The type of the result.
    fn output(&self) -> Type;
    /// See [`Function::call`]. The arguments have the types of the parameters.
    fn call(&self, arguments: Vec<Value>) -> Result<Value, BadArgument>;
}

/// Which argument a function refused, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadArgument {
    /// Its position, from 0; none where no single argument is at fault.
    pub position: Option<usize>,
    /// What is wrong with it.
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

    fn output(&self) -> Type {
        F::Output::TYPE
    }

    fn call(&self, arguments: Vec<Value>) -> Result<Value, BadArgument> {
        let arguments = by_name(F::ATTRIBUTES, arguments);
        let mut report = Vec::new();
        F::check(&arguments, &Path::ROOT, &mut report);
        let refused = |error| refusal(F::ATTRIBUTES, error);
        if let Some(error) = report.into_iter().next() {
            return Err(refused(error));
        }
        F::decode(arguments).and_then(F::call).map(Field::encode).map_err(refused)
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

fn refusal(parameters: &[Attribute], error: Error) -> BadArgument {
    let at = |name: &String| parameters.iter().position(|parameter| parameter.name == name);
    let is_variadic = |name: &String| variadic(parameters).is_some_and(|last| last.name == name);
    let (position, inside) = match error.path.steps() {
        [Step::Attribute(name), Step::Index(index), rest @ ..] if is_variadic(name) => {
            (at(name).map(|position| position + index), rest)
        }
        [Step::Attribute(name), rest @ ..] => (at(name), rest),
        rest => (None, rest),
    };
    let inside = inside.iter().fold(Path::ROOT, |path, step| path.then(step.clone()));
    let cause = match inside == Path::ROOT {
        true => error.cause,
        false => format!("`{inside}`: {}", error.cause),
    };
    BadArgument { position, cause }
}
