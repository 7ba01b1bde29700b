// What a YAML or JSON document says, before anybody asks whether it makes sense: one neutral tree for both forms, so
// that a practice has a single decoder. Duplicate keys are still there, in order, for the decoder to report.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/diagnostic.h"

namespace gp {

struct Tree {
  enum class Kind { kNull, kScalar, kList, kMap };

  Kind kind = Kind::kNull;
  std::string key{};        // in a map: what it stands under
  std::string text{};       // of a scalar, as written: "2011", "true", "housing"
  bool bare = false;        // a scalar that JSON writes without quotation marks
  std::string_view file{};  // names a string that outlives the tree
  std::size_t line = 0;     // of the key, or of an item of a list
  std::vector<Tree> children{};

  Location where() const { return {std::string(file), line}; }
};

// Far above any case or vocabulary written by a person, far below what memory and stack bear.
inline constexpr std::size_t kMaxDepth = 32;
inline constexpr std::size_t kMaxCaseNodes = 100'000;
inline constexpr std::size_t kMaxVocabularyNodes = 5'000'000;

// Grows a tree from a parser's events. Every call answers false when the tree would become too deep or too large; the
// parser then stops, and problem() says why.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view file, std::size_t max_nodes) : file_(file), max_nodes_(max_nodes) {}

  bool expects_key() const { return !open_.empty() && open_.back().kind == Tree::Kind::kMap && !has_key_.back(); }
  bool key(std::string name, std::size_t line);
  bool scalar(std::string text, bool bare, std::size_t line);
  bool null(std::size_t line);
  bool open(Tree::Kind kind, std::size_t line);
  bool close();

  const std::string& problem() const { return problem_; }
  Tree take() { return std::move(root_); }

 private:
  Tree begin(Tree::Kind kind, std::size_t line);
  bool add(Tree node);

  std::string_view file_;
  std::size_t max_nodes_;
  std::size_t nodes_ = 0;
  std::vector<Tree> open_;
  std::vector<bool> has_key_;  // one for each open node: its next value has its key already
  std::vector<Tree> keys_;     // the keys that wait for their values; only key and line are used
  Tree root_;
  std::string problem_;
};

// The document as a tree; nothing, and a diagnostic, when it is not one. `line` is the line of the first byte in
// `file`.
std::optional<Tree> read_yaml(std::string_view bytes, std::string_view file, std::size_t line, std::size_t max_nodes,
                              Diagnostics& diagnostics);
std::optional<Tree> read_json(std::string_view bytes, std::string_view file, std::size_t line, std::size_t max_nodes,
                              Diagnostics& diagnostics);

// The top-level "id" of a JSON object, read no further than needed; empty when there is none or it is no JSON.
std::string json_id(std::string_view bytes);

// The tree as compact JSON on one line.
std::string write_json(const Tree& node);

// For trees made by hand rather than by a parser.
Tree scalar_node(std::string key, std::string text, bool bare = false);
Tree map_node(std::string key);
Tree list_node(std::string key);

}  // namespace gp
