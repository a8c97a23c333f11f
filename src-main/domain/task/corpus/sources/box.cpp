#include <map>
#include <vector>

template <typename Key, typename Value>
class Box {
 public:
  std::map<Key, std::vector<Value>> shelf;
  bool has(const Key& key) const { return shelf.find(key) != shelf.end() && shelf.size() < 10; }
  friend std::ostream& operator<<(std::ostream& out, const Box<Key, Value>& box) {
    return out << "<b>" << box.shelf.size() << "</b>";
  }
};

int main() {
  Box<int, char> a, b;
  if (a.shelf.size() < 1 && b.shelf.size() > 0) return 1;
  return 0;
}
