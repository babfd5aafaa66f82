//! The Rust files of `src/` as the rules look at them: what they declare, import, name and say.
//!
//! Comments, attributes and `#[cfg(test)]` items count for nothing but the length of a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ImplItem, Item, ItemUse, Lit, Macro, Stmt, TraitItem, Type, UseTree};

use super::tokens;

/// A Rust file below `src/`.
pub struct Source {
    /// Its path, such as `src/ui/list/mod.rs`.
    pub path: String,
    /// The path of its module: `ui::list`.
    pub module: String,
    /// How many lines it has.
    pub lines: usize,
    /// The modules in it: its own first, then those that are written inline.
    pub modules: Vec<Module>,
    /// Every path that its code names, in `use` and elsewhere.
    pub names: Vec<Name>,
    /// Every identifier, with its line.
    pub idents: Vec<(String, usize)>,
    /// Every method that its code calls, with its line.
    pub calls: Vec<(String, usize)>,
    /// The attributes of elements and the properties of components, with their lines.
    pub attributes: Vec<(String, usize)>,
    /// Every string literal.
    pub literals: Vec<Literal>,
    /// The methods of its own types and traits.
    pub methods: Vec<String>,
    /// The methods that it adds to types of other files, each with the name of the type.
    pub extensions: Vec<(String, String)>,
    /// The macros that it exports to the root of the crate.
    pub exported: Vec<String>,
}

/// A module, as far as names are looked up in it.
#[derive(Default)]
pub struct Module {
    /// Its path.
    pub path: String,
    /// The names that `use` brings in, with the path each stands for.
    pub imports: BTreeMap<String, Vec<String>>,
    /// The paths of `use path::*`.
    pub globs: Vec<Vec<String>>,
    /// The items that are declared in it.
    pub items: Vec<String>,
}

/// A path in the code.
pub struct Name {
    /// The module in whose scope it stands.
    pub scope: String,
    /// Its segments, as they are written.
    pub segments: Vec<String>,
    /// The line.
    pub line: usize,
}

/// A string literal.
pub struct Literal {
    /// Its value.
    pub text: String,
    /// The line.
    pub line: usize,
    /// Where it stands.
    pub place: Place,
}

/// Where a string literal stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Anywhere in the code.
    Code,
    /// In the value of an attribute of `view!`, or of a property of a component.
    Attribute(String),
    /// Among the children of an element.
    Child,
    /// In a message for developers, such as that of a panic.
    Message,
}

/// Every Rust file below `src/`, in the order of their paths.
pub static ALL: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(&root().join("src"), "src", &mut files);
    // The tests of the sandboxes are the only ones in files of their own.
    files.retain(|(path, _)| path.ends_with(".rs") && !path.contains("/tests"));
    assert!(files.len() > 50, "src/ was read");
    files.iter().map(|(path, text)| Source::parse(path, text)).collect()
});

/// Reads every file of text below a folder, with its path from the root of the repository.
pub fn collect(folder: &Path, name: &str, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push((name, text));
        }
    }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the path of the module that a file holds: `src/client/mod.rs` is `client`, `src/lib.rs` the root.
pub fn module_of(path: &str) -> String {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let module = inner.trim_end_matches("/mod").replace('/', "::");
    if module == "lib" { String::new() } else { module }
}

/// Joins the path of a module with a name in it.
pub fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

impl Source {
    /// Parses a file.
    pub fn parse(path: &str, text: &str) -> Source {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let module = module_of(path);
        let mut reader = Reader {
            source: Source {
                path: path.to_owned(),
                module: module.clone(),
                lines: text.lines().count(),
                modules: Vec::new(),
                names: Vec::new(),
                idents: Vec::new(),
                calls: Vec::new(),
                attributes: Vec::new(),
                literals: Vec::new(),
                methods: Vec::new(),
                extensions: Vec::new(),
                exported: Vec::new(),
            },
            scope: Vec::new(),
        };
        reader.read_module(module, &file.items);
        reader.source.find_members(&file.items);
        reader.source
    }

    /// Notes the methods of `impl` blocks and traits, and the exported macros.
    fn find_members(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Impl(block) => {
                    let methods = block.items.iter().filter_map(|item| match item {
                        ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                        _ => None,
                    });
                    match self.foreign(&block.self_ty).filter(|_| block.trait_.is_none()) {
                        Some(ty) => self.extensions.extend(methods.map(|method| (ty.clone(), method))),
                        None => self.methods.extend(methods),
                    }
                }
                Item::Trait(declared) => self.methods.extend(declared.items.iter().filter_map(|item| match item {
                    TraitItem::Fn(method) => Some(method.sig.ident.to_string()),
                    _ => None,
                })),
                Item::Macro(declared) if declared.attrs.iter().any(|it| it.path().is_ident("macro_export")) => {
                    self.exported.extend(declared.ident.as_ref().map(ToString::to_string));
                }
                _ => {}
            }
        }
    }

    /// Returns the name of a type that is declared in another file.
    fn foreign(&self, ty: &Type) -> Option<String> {
        let Type::Path(ty) = ty else { return None };
        let name = ty.path.segments.last()?.ident.to_string();
        (!self.modules[0].items.contains(&name)).then_some(name)
    }
}

/// Walks through a file and notes what is in it.
struct Reader {
    source: Source,
    /// The modules around the place that is read, as places in `source.modules`.
    scope: Vec<usize>,
}

impl Reader {
    fn read_module(&mut self, path: String, items: &[Item]) {
        self.scope.push(self.source.modules.len());
        self.source.modules.push(Module { path, ..Module::default() });
        for item in items {
            if let Some(name) = declared(item) {
                self.module().items.push(name);
            }
        }
        items.iter().for_each(|item| self.visit_item(item));
        self.scope.pop();
    }

    fn module(&mut self) -> &mut Module {
        let at = self.scope.last().copied().unwrap_or_default();
        &mut self.source.modules[at]
    }

    fn name(&mut self, segments: Vec<String>, line: usize) {
        let scope = self.module().path.clone();
        self.source.names.push(Name { scope, segments, line });
    }

    /// Notes every path of a `use`: `a::{b, c as d, e::*}` are three.
    fn import(&mut self, tree: &UseTree, before: &[String], line: usize) {
        let after = |name: &dyn ToString| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &after(&path.ident), line),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before, line)),
            UseTree::Glob(_) => {
                self.module().globs.push(before.to_vec());
                self.bring(before.to_vec(), None, line);
            }
            UseTree::Name(name) if name.ident == "self" => self.bring(before.to_vec(), before.last().cloned(), line),
            UseTree::Name(name) => self.bring(after(&name.ident), Some(name.ident.to_string()), line),
            UseTree::Rename(it) if it.ident == "self" => self.bring(before.to_vec(), Some(it.rename.to_string()), line),
            UseTree::Rename(it) => self.bring(after(&it.ident), Some(it.rename.to_string()), line),
        }
    }

    /// Notes a path of a `use`, and the name that it brings in.
    fn bring(&mut self, path: Vec<String>, name: Option<String>, line: usize) {
        self.source.idents.extend(path.iter().map(|segment| (segment.clone(), line)));
        self.name(path.clone(), line);
        if let Some(name) = name {
            self.module().imports.insert(name, path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_item(&mut self, item: &'ast Item) {
        if is_test(attributes(item)) {
            return;
        }
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &module.content {
                    let path = join(&self.module().path.clone(), &module.ident.to_string());
                    self.read_module(path, items);
                }
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let is_test = matches!(item, ImplItem::Fn(method) if is_test(&method.attrs));
        if !is_test {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        let is_test = matches!(statement, Stmt::Local(local) if is_test(&local.attrs));
        if !is_test {
            visit::visit_stmt(self, statement);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&item.tree, &[], item.use_token.span.start().line);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|it| it.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.name(segments, first.ident.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.source.idents.push((ident.to_string(), ident.span().start().line));
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        if let Expr::MethodCall(call) = expression {
            self.source.calls.push((call.method.to_string(), call.method.span().start().line));
        }
        visit::visit_expr(self, expression);
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        if let Lit::Str(text) = literal {
            let line = text.span().start().line;
            self.source.literals.push(Literal { text: text.value(), line, place: Place::Code });
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        let name = call.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
        let found = tokens::read(&name, call.tokens.clone());
        for (segments, line) in found.paths {
            self.name(segments, line);
        }
        self.source.idents.extend(found.idents);
        self.source.attributes.extend(found.attributes);
        self.source.calls.extend(found.calls);
        self.source.literals.extend(found.literals);
    }
}

/// Returns the name that an item declares in its module.
fn declared(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Macro(it) => it.ident.as_ref()?,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::Type(it) => &it.ident,
        Item::Union(it) => &it.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| {
        it.path().is_ident("cfg") && it.parse_args::<syn::Path>().is_ok_and(|argument| argument.is_ident("test"))
    })
}
