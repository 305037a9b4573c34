//! The rpcs about functions. They may come before the provider is configured.

use super::answer::Failure;
use super::proto::{FunctionError, call_function};
use super::texts::printable;
use super::{Service, values};
use crate::framework::function::{AnyFunction, BadArgument, variadic};
use crate::framework::provider::Provider;
use crate::framework::schema::Type;
use crate::framework::value::Value;

impl<P: Provider> Service<P> {
    pub(super) fn call(
        request: call_function::Request,
    ) -> Result<call_function::Response, Failure> {
        let known = P::FUNCTIONS.iter().copied();
        let function = Self::find("function", &request.name, known, |function| function.name())?;
        let arguments = arguments(function, request)?;
        Ok(match function.call(arguments) {
            Ok(result) => call_function::Response {
                result: values::encode(&function.output(), &result),
                error: None,
            },
            Err(refusal) => {
                call_function::Response { result: None, error: Some(encode_refusal(refusal)) }
            }
        })
    }
}

fn arguments(
    function: &dyn AnyFunction,
    request: call_function::Request,
) -> Result<Vec<Value>, Failure> {
    let parameters = function.parameters();
    let type_at = |position: usize| match (parameters.get(position), variadic(parameters)) {
        (_, Some(last)) if position + 1 >= parameters.len() => element(&last.ty),
        (Some(parameter), _) => Ok(parameter.ty),
        (None, _) => Err(values::malformed("a function has more arguments than parameters")),
    };
    let decode = |(position, argument)| values::decode(&type_at(position)?, Some(argument));
    request.arguments.into_iter().enumerate().map(decode).collect()
}

fn element(list: &Type) -> Result<Type, Failure> {
    match list {
        Type::List(element) => Ok(**element),
        _ => Err(values::malformed("a variadic parameter is not a list")),
    }
}

fn encode_refusal(refusal: BadArgument) -> FunctionError {
    let function_argument = refusal.position.and_then(|position| position.try_into().ok());
    FunctionError { text: printable(&refusal.cause), function_argument }
}
