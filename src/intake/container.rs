use crate::error::Failure;
pub enum Container {
    Text,
    Book,
}
pub fn of(_: &[u8]) -> Result<Container, Failure> {
    Ok(Container::Text)
}
