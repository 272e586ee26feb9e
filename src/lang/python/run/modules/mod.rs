//! Natives of modules: rows named `module:name`, which the module's code finds among its
//! own names.
pub(super) mod dates;
pub(super) mod digests;
pub(super) mod files;
pub(super) mod host;
pub(super) mod json;
pub(super) mod math;
pub(super) mod order;
pub(super) mod pack;
pub(super) mod random;
pub(super) mod re;
pub(super) mod sys;
pub(super) mod time;
pub(super) mod unicode;
pub(super) mod weak;
