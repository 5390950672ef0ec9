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
package io.github.camelstomp2.benchmarks.endtoend;

import java.util.List;
import java.util.Locale;

/**
 * A bar chart as an SVG picture. It has no background, and its colours are readable on light and dark pages.
 *
 * @param title drawn above, and read aloud by screen readers
 */
record BarChart(String title, List<Bar> bars) {
    private static final int WIDTH = 760;
    private static final int LABELS = 210;
    private static final int VALUES = 100;
    private static final int TITLE = 34;
    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final String TEXT = "#788089";
    private static final String OURS = "#2f81f7";
    private static final String OTHERS = "#929aa3";

    /** @param ours whether the bar is highlighted */
    record Bar(String label, double value, boolean ours) {}

    String svg() {
        int height = TITLE + ROW * bars.size() + 4;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"-apple-system,Segoe UI,Helvetica,Arial,sans-serif\" font-size=\"13\""
                        + " fill=\"%s\" role=\"img\">%n<title>%s</title>%n",
                WIDTH,
                height,
                WIDTH,
                height,
                TEXT,
                escaped(title)));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"0\" y=\"18\" font-size=\"15\" font-weight=\"bold\">%s</text>%n",
                escaped(title)));
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        for (int row = 0; row < bars.size(); row++) {
            svg.append(drawn(bars.get(row), TITLE + ROW * row, longest));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String drawn(Bar bar, int top, double longest) {
        double length = Math.max(1, (WIDTH - LABELS - VALUES) * bar.value() / longest);
        String weight = bar.ours() ? " font-weight=\"bold\"" : "";
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\"%s>%s</text>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n"
                        + "<text x=\"%.1f\" y=\"%d\"%s>%,.0f</text>%n",
                LABELS - 10,
                top + 13,
                weight,
                escaped(bar.label()),
                LABELS,
                top,
                length,
                BAR,
                bar.ours() ? OURS : OTHERS,
                LABELS + length + 8,
                top + 13,
                weight,
                bar.value());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
