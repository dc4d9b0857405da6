// Draws the model of README.md, folded and unfolded. From the root of the repository: ./environment/symm shell docs/picture.jsh
var n = 5;
var X = points(n, 3);
var k = attention(X, X, 4, 64, 4);
var nu = deepSets(X, frames(3), 64).noisy(gaussian(8));
var f = k.to(O(3).times(S(n)), haar(O(3)).refine(nu))
         .to(E(3).times(S(n)), centroid());
Files.writeString(Path.of("docs/picture.svg"), draw(f).svg());
Files.writeString(Path.of("docs/unfolded.svg"), draw(f).unfolded().svg());
