//! A function returns a value of its type or says what is wrong, and always the same.

use codeartifact::framework::schema::Type;
use codeartifact::protocol::proto::call_function::Response;

use crate::host::kind::read;

/// What is wrong with the answer to a call with so many arguments, all of them known, and with the
/// answer to the same call again.
pub(in crate::host) fn function(
    output: &Type,
    arguments: usize,
    answer: &Response,
    again: &Response,
) -> Vec<String> {
    let breach = |what: &str| Some(what.to_owned());
    let own = match (&answer.result, &answer.error) {
        (None, None) => breach("there is neither a result nor an error"),
        (Some(_), Some(_)) => breach("there are a result and an error"),
        (Some(result), None) => match read(output, result) {
            Err(fault) => Some(format!("the result is of another type: {fault}")),
            Ok(value) => {
                (!value.is_known()).then(|| "a part of the result is not known".to_owned())
            }
        },
        (None, Some(error)) => {
            let position = error.function_argument.map(usize::try_from);
            let exists = position.is_none_or(|it| it.is_ok_and(|it| it < arguments));
            (!exists).then(|| "the argument that is at fault is none".to_owned())
        }
    };
    let moody = (answer != again).then(|| "the same arguments give another answer".to_owned());
    own.into_iter().chain(moody).collect()
}

#[cfg(test)]
mod tests {
    use codeartifact::framework::value::Value;
    use codeartifact::protocol::proto::{DynamicValue, FunctionError};

    use super::*;
    use crate::host::kind::encode;
    use crate::host::rules::sample;

    fn returned(ty: &Type, value: &Value) -> Response {
        Response { result: encode(ty, value), error: None }
    }

    fn refused(function_argument: Option<i64>) -> Response {
        let error = FunctionError { text: "no".to_owned(), function_argument };
        Response { result: None, error: Some(error) }
    }

    fn check(answer: &Response, says: &str) {
        sample::expect(&function(&Type::String, 2, answer, answer), says);
    }

    #[test]
    fn a_result_is_known_and_of_the_type() {
        let text = Value::String("a".to_owned());
        check(&returned(&Type::String, &text), "");
        check(&returned(&Type::String, &Value::Unknown), "is not known");
        check(&returned(&Type::Bool, &Value::Bool(true)), "of another type");
        let nothing = DynamicValue { msgpack: vec![0xc1], json: Vec::new() };
        check(&Response { result: Some(nothing), error: None }, "of another type");
        check(&Response::default(), "neither a result nor an error");
        let both = Response { error: refused(None).error, ..returned(&Type::String, &text) };
        check(&both, "a result and an error");
    }

    #[test]
    fn an_error_points_at_an_argument_that_there_is() {
        check(&refused(None), "");
        check(&refused(Some(1)), "");
        check(&refused(Some(2)), "is none");
        check(&refused(Some(-1)), "is none");
    }

    #[test]
    fn the_same_arguments_give_the_same_answer() {
        let breaches = function(&Type::String, 2, &refused(Some(0)), &refused(Some(1)));
        sample::expect(&breaches, "another answer");
    }
}
