/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links between the pages of the repository lead to a file that is there, and to a heading that it has. */
class LinksTest {
    private static final Path ROOT = Path.of("..");

    /** What builds make, and templates of pages that are written to other places. */
    private static final Set<String> NO_PAGES = Set.of("target", ".git", "node_modules", ".camel-jbang", "main");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<MarkdownPage> pages = pages();
        assertThat(pages).hasSizeGreaterThan(30);
        assertThat(pages.stream().flatMap(page -> broken(page).stream())).isEmpty();
    }

    /** As {@code page: link}. */
    private static List<String> broken(MarkdownPage page) {
        return page.links().stream()
                .filter(link -> !leadsSomewhere(page, link))
                .map(link -> page.path() + ": " + link)
                .toList();
    }

    private static boolean leadsSomewhere(MarkdownPage page, MarkdownPage.Link link) {
        if (link.path().isEmpty()) {
            return page.anchors().contains(link.anchor());
        }
        Path target = page.path().resolveSibling(link.path());
        if (!Files.exists(target)) {
            return false;
        }
        return link.anchor().isEmpty()
                || !target.toString().endsWith(".md")
                || MarkdownPage.read(target).anchors().contains(link.anchor());
    }

    private static List<MarkdownPage> pages() throws IOException {
        List<MarkdownPage> pages = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NO_PAGES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Optional.of(file)
                        .filter(found -> found.toString().endsWith(".md"))
                        .map(MarkdownPage::read)
                        .ifPresent(pages::add);
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    @Test
    void aLinkToAFileThatIsNotThereIsFound() {
        assertThat(broken(page("[a](no-such-page.md)"))).hasSize(1);
        assertThat(broken(page("[a](options.md)"))).isEmpty();
    }

    @Test
    void aLinkToAHeadingThatIsNotThereIsFound() {
        assertThat(broken(page("[a](options.md#no-such-heading)"))).hasSize(1);
        assertThat(broken(page("[a](options.md#consumer)"))).isEmpty();
        assertThat(broken(page("## A `b` & c\n\n[a](#a-b--c) [a](#a-b)"))).containsExactly("../docs/x.md: #a-b");
    }

    @Test
    void whatLooksLikeALinkInCodeIsNone() {
        assertThat(broken(page("`a[0](b)`\n```java\nx[0](y)\n# no-heading\n```\n")))
                .isEmpty();
        assertThat(page("```sh\n# no heading\n```\n# One\n# One").anchors()).containsExactlyInAnyOrder("one", "one-1");
    }

    @Test
    void addressesElsewhereAreNotLookedAt() {
        assertThat(page("[a](https://example.org/x.md) [b](mailto:a@example.org)")
                        .links())
                .isEmpty();
    }

    private static MarkdownPage page(String text) {
        return new MarkdownPage(ROOT.resolve("docs/x.md"), text);
    }
}
