// The files of web/static, read into memory once, with their compressed variants: a table, so no address can lead out
// of it. Immutable after construction; safe in any number of threads.
#pragma once

#include <future>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "searchd/http/negotiate.h"

namespace gp {

struct StaticFile {
  std::string media_type{};
  std::string digest{};  // of the content, in hexadecimal
  std::shared_ptr<const std::string> content{};
  struct Variants {
    std::shared_ptr<const std::string> brotli{};
    std::shared_ptr<const std::string> gzip{};
  };
  // Not valid where it is not worth it. Made in a thread of its own, since the best compression takes longer than
  // everything else at start; whoever asks before it is done waits.
  std::shared_future<Variants> variants{};
};

class StaticFiles {
 public:
  // Reads `web_folder`/static and all below; names are relative to it, with '/'. A style sheet is served with the parts
  // that it imports in place of the lines that import them. Throws std::runtime_error naming the file or folder that
  // cannot be read.
  explicit StaticFiles(const std::string& web_folder);

  // A file made at start, to be found like those that were read. Not after the site serves.
  void add(const std::string& name, std::string media_type, std::string content);

  // Null: no such file.
  const StaticFile* find(std::string_view name) const;

  // "/static/site.css?v=<digest>": changes with the content, so it may be kept for ever. Throws std::runtime_error for
  // a file that is not there, naming it.
  std::string url(const std::string& name) const;

  // Digest of everything the site shows beside the index: templates, messages and static files.
  const std::string& revision() const { return revision_; }

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
  std::string revision_;
};

// 16 hexadecimal digits; not for secrets.
std::string digest_of(std::string_view content);

}  // namespace gp
