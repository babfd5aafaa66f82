//! Where a name leads: through `use` and `pub use` to the file that declares it.

use std::collections::BTreeMap;

use super::sources::{Module, Source, join};

/// The longest chain of `use` that is followed.
const LONGEST: usize = 16;

/// What a path leads to.
enum Target {
    /// A module.
    Module(String),
    /// Something that a module declares: the module, and its name there.
    Item(String, String),
}

/// Every module of the crate, and what each declares.
pub struct Crate<'a> {
    /// The files.
    pub sources: &'a [Source],
    /// By their paths: the place of the file among the sources, and the module.
    modules: BTreeMap<&'a str, (usize, &'a Module)>,
    /// The module of each exported macro.
    exported: BTreeMap<&'a str, &'a str>,
    /// By the name of a method: the type that a file adds it to, and the place of that file; `None` if others have a
    /// method of that name, too.
    extensions: BTreeMap<&'a str, Option<(&'a str, usize)>>,
}

impl<'a> Crate<'a> {
    /// Collects what the sources declare.
    pub fn of(sources: &'a [Source]) -> Self {
        let mut modules = BTreeMap::new();
        let mut exported = BTreeMap::new();
        let mut extensions = BTreeMap::new();
        for (at, source) in sources.iter().enumerate() {
            modules.extend(source.modules.iter().map(|module| (module.path.as_str(), (at, module))));
            exported.extend(source.exported.iter().map(|name| (name.as_str(), source.module.as_str())));
            for (ty, method) in &source.extensions {
                let owner = extensions.entry(method.as_str());
                owner.and_modify(|owner| *owner = None).or_insert(Some((ty.as_str(), at)));
            }
        }
        // A method with a name that others have, too, does not tell whose it is.
        for method in sources.iter().flat_map(|source| &source.methods) {
            extensions.entry(method.as_str()).and_modify(|owner| *owner = None);
        }
        Crate { sources, modules, exported, extensions }
    }

    /// Returns the path of what a path in the code stands for, by the module that declares it. `None` if it leads out of
    /// the crate, or to a module and not to anything in it.
    pub fn declared(&self, scope: &str, segments: &[String]) -> Option<String> {
        match self.resolve(scope, segments, 0)? {
            Target::Item(module, name) => Some(join(&module, &name)),
            Target::Module(module) => (!self.modules.contains_key(module.as_str())).then_some(module),
        }
    }

    /// Returns the place of the file that declares what a path stands for.
    pub fn file(&self, scope: &str, segments: &[String]) -> Option<usize> {
        match self.resolve(scope, segments, 0)? {
            Target::Item(module, _) => self.modules.get(module.as_str()).map(|(file, _)| *file),
            Target::Module(_) => None,
        }
    }

    /// Returns the place of the file that adds a method to a type of another file, when `source` calls it. Only a file
    /// that names the type has a value of it.
    pub fn extension(&self, source: &Source, method: &str) -> Option<usize> {
        let (ty, file) = (*self.extensions.get(method)?)?;
        source.idents.iter().any(|(ident, _)| ident == ty).then_some(file)
    }

    /// Returns where a path leads that stands in a module.
    fn resolve(&self, scope: &str, path: &[String], depth: usize) -> Option<Target> {
        if depth > LONGEST {
            return None;
        }
        let (mut target, rest) = match (root(scope, path), path) {
            (Some((module, rest)), _) => (Target::Module(module), rest),
            // What `use path::*` brings into a module counts for its own code, and not for other `use`.
            (None, [first, rest @ ..]) => (self.look_up(scope, first, depth, depth == 0)?, rest),
            (None, []) => return None,
        };
        for name in rest {
            target = match target {
                Target::Module(module) => match self.look_up(&module, name, depth, true) {
                    Some(next) => next,
                    // A macro may have declared it.
                    None if self.modules.contains_key(module.as_str()) => Target::Item(module, name.clone()),
                    None => Target::Module(join(&module, name)),
                },
                item => return Some(item),
            };
        }
        Some(target)
    }

    /// Returns where a name leads that stands in a module.
    fn look_up(&self, module: &str, name: &str, depth: usize, with_globs: bool) -> Option<Target> {
        let inner = join(module, name);
        if self.modules.contains_key(inner.as_str()) {
            return Some(Target::Module(inner));
        }
        if let ("", Some(module)) = (module, self.exported.get(name)) {
            return Some(Target::Item((*module).to_owned(), name.to_owned()));
        }
        let (_, known) = self.modules.get(module)?;
        if known.items.iter().any(|item| item == name) {
            return Some(Target::Item(module.to_owned(), name.to_owned()));
        }
        if let Some(path) = known.imports.get(name) {
            return self.resolve(module, path, depth + 1);
        }
        let globs = if with_globs { known.globs.as_slice() } else { &[] };
        globs.iter().find_map(|path| match self.resolve(module, path, depth + 1)? {
            Target::Module(inner) => self.look_up(&inner, name, depth + 1, true),
            Target::Item(..) => None,
        })
    }
}

/// Returns the module that `crate`, `self` and `super` at the beginning of a path stand for, and the rest of the path.
fn root<'p>(scope: &str, path: &'p [String]) -> Option<(String, &'p [String])> {
    let (first, mut rest) = path.split_first()?;
    let parent = |module: &str| module.rsplit_once("::").map(|(parent, _)| parent.to_owned()).unwrap_or_default();
    let mut module = match first.as_str() {
        "crate" | "deskbell" => String::new(),
        "self" => scope.to_owned(),
        "super" => parent(scope),
        _ => return None,
    };
    while let [first, after @ ..] = rest
        && first == "super"
    {
        module = parent(&module);
        rest = after;
    }
    Some((module, rest))
}

/// Whether a module is another one or below it.
pub fn is_within(module: &str, parent: &str) -> bool {
    parent.is_empty() || module.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}
