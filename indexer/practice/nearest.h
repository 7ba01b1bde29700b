// "Did you mean": the known word nearest to a wrong one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gp {

// Offer every candidate, then ask. Nearness is the edit distance over code points, case ignored (a swap of two
// neighbours counts once); further than a third of the word is not near. The first of equally near candidates wins.
class Nearest {
 public:
  explicit Nearest(std::string_view wrong);

  // `answer` is what is given back when `candidate` is the nearest: the candidate itself, or the id it is a label of.
  void offer(std::string_view candidate, std::string_view answer);
  void offer(std::string_view candidate) { offer(candidate, candidate); }

  const std::string& answer() const { return answer_; }  // empty: nothing is near

 private:
  std::u32string wrong_;
  std::size_t near_;  // a candidate must not be further than this
  bool found_ = false;
  std::string answer_;
};

}  // namespace gp
