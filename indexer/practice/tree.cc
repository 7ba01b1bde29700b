// Growing a tree by value: an open list or map is the last element of a stack and moves into its parent when it closes,
// so no pointer into a growing vector is ever kept. Depth and size are counted here, once for both parsers.
#include "indexer/practice/tree.h"

#include <utility>

namespace gp {

Tree TreeBuilder::begin(Tree::Kind kind, std::size_t line) {
  Tree node;
  node.kind = kind;
  node.file = file_;
  node.line = line;
  return node;
}

bool TreeBuilder::key(std::string name, std::size_t line) {
  Tree waiting = begin(Tree::Kind::kNull, line);
  waiting.key = std::move(name);
  keys_.push_back(std::move(waiting));
  has_key_.back() = true;
  return true;
}

bool TreeBuilder::add(Tree node) {
  if (++nodes_ > max_nodes_) {
    problem_ = "it holds more than " + std::to_string(max_nodes_) + " values";
    return false;
  }
  if (open_.empty()) {
    root_ = std::move(node);
    return true;
  }
  if (has_key_.back()) {
    node.key = std::move(keys_.back().key);
    node.line = keys_.back().line;
    keys_.pop_back();
    has_key_.back() = false;
  }
  open_.back().children.push_back(std::move(node));
  return true;
}

bool TreeBuilder::scalar(std::string text, bool bare, std::size_t line) {
  Tree node = begin(Tree::Kind::kScalar, line);
  node.text = std::move(text);
  node.bare = bare;
  return add(std::move(node));
}

bool TreeBuilder::null(std::size_t line) {
  return add(begin(Tree::Kind::kNull, line));
}

bool TreeBuilder::open(Tree::Kind kind, std::size_t line) {
  if (open_.size() == kMaxDepth) {
    problem_ = "it is nested deeper than " + std::to_string(kMaxDepth) + " levels";
    return false;
  }
  open_.push_back(begin(kind, line));
  has_key_.push_back(false);
  return true;
}

bool TreeBuilder::close() {
  Tree node = std::move(open_.back());
  open_.pop_back();
  has_key_.pop_back();
  return add(std::move(node));
}

Tree scalar_node(std::string key, std::string text, bool bare) {
  Tree node = map_node(std::move(key));
  node.kind = Tree::Kind::kScalar;
  node.text = std::move(text);
  node.bare = bare;
  return node;
}

Tree map_node(std::string key) {
  Tree node;
  node.kind = Tree::Kind::kMap;
  node.key = std::move(key);
  return node;
}

Tree list_node(std::string key) {
  Tree node = map_node(std::move(key));
  node.kind = Tree::Kind::kList;
  return node;
}

}  // namespace gp
