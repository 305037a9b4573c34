//! Functions, as core calls them: with the arguments that the provider says it takes.

use codeartifact::framework::function::{AnyFunction, variadic};
use codeartifact::framework::schema::Type;
use codeartifact::framework::value::Value;
use codeartifact::functions;
use codeartifact::protocol::proto::function::Parameter;
use codeartifact::protocol::proto::{Function, call_function, get_functions};

use super::kind::{decode, encode};
use super::language::{Fault, conform};
use super::{Core, accept, rules};

fn function<'a>(name: &str) -> &'a dyn AnyFunction {
    *functions::ALL.iter().find(|it| it.name() == name).expect("a function of the registry")
}

/// The parameter at a position.
fn parameter(said: &Function, position: usize) -> &Parameter {
    let fixed = said.parameters.get(position);
    fixed.or(said.variadic_parameter.as_ref()).expect("no more arguments than parameters")
}

/// The type of the argument at a position.
fn type_at(function: &dyn AnyFunction, position: usize) -> Type {
    let parameters = function.parameters();
    match variadic(parameters).map(|last| last.ty) {
        Some(Type::List(element)) if position + 1 >= parameters.len() => *element,
        _ => parameters[position].ty,
    }
}

impl Core<'_> {
    /// What a function returns. It is not called with what it does not take.
    pub(super) fn call_function(&self, name: &str, arguments: Vec<Value>) -> Result<Value, Fault> {
        let known = self
            .call(async |mut client| client.get_functions(get_functions::Request::default()).await);
        let (function, said) = (function(name), &known.functions[name]);
        let mut sent = Vec::new();
        for (position, argument) in arguments.into_iter().enumerate() {
            let parameter = parameter(said, position);
            if argument.is_null() && !parameter.allow_null_value {
                return Err(refused(&parameter.name, "argument must not be null"));
            }
            if !argument.is_known() && !parameter.allow_unknown_values {
                return Ok(Value::Unknown);
            }
            let ty = type_at(function, position);
            sent.extend(encode(&ty, &conform(&ty, argument)?));
        }
        self.result(function, said, sent)
    }

    /// A function that is asked twice must say the same twice: core remembers.
    fn result(
        &self,
        function: &dyn AnyFunction,
        said: &Function,
        arguments: Vec<codeartifact::protocol::proto::DynamicValue>,
    ) -> Result<Value, Fault> {
        let count = arguments.len();
        let request = call_function::Request { name: function.name().to_owned(), arguments };
        let ask = || self.call(async |mut client| client.call_function(request.clone()).await);
        let (answer, again) = (ask(), ask());
        accept("a result", rules::function(&function.output(), count, &answer, &again));
        let Some(error) = answer.error else {
            return Ok(decode(&function.output(), answer.result.as_ref()));
        };
        Err(match error.function_argument.and_then(|it| usize::try_from(it).ok()) {
            Some(position) => refused(&parameter(said, position).name, &error.text),
            None => Fault {
                summary: "Error in function call".to_owned(),
                detail: format!(
                    "Call to function \"provider::codeartifact::{}\" failed: {}.",
                    function.name(),
                    error.text
                ),
            },
        })
    }
}

fn refused(parameter: &str, cause: &str) -> Fault {
    Fault {
        summary: "Invalid function argument".to_owned(),
        detail: format!("Invalid value for {parameter:?} parameter: {cause}."),
    }
}
