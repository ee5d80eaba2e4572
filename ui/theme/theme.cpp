// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QWidget>

#include <algorithm>

namespace assay {

namespace {

constexpr QRgb opaque(QRgb rgb)
{
    return 0xFF000000U | rgb;
}

QColor c(QRgb rgb)
{
    return QColor::fromRgb(opaque(rgb));
}

LaneColours lane(QRgb mark, QRgb text)
{
    return {.mark = c(mark), .text = c(text)};
}

Theme makeLight()
{
    return {
        .dark = false,
        .window = c(0xF2F3F5),
        .pane = c(0xFFFFFF),
        .raised = c(0xFFFFFF),
        .sunken = c(0xE9EBEE),
        .line = c(0xD8DBE0),
        .edge = c(0x868D98),
        .control = c(0xB9BFC8),
        .text = c(0x1E2227),
        .muted = c(0x565E69),
        .accent = c(0x2C6485),
        .onAccent = c(0xFFFFFF),
        .good = c(0x1A7340),
        .warn = c(0x855600),
        .bad = c(0xB3261E),
        .info = c(0x1C64A0),
        .hitText = c(0x2B2200),
        .hitBackground = c(0xFFE58A),
        .code = {c(0xF5F6F8), c(0x7A2E8E), c(0x1A6B3C), c(0x9A4A00), c(0x0F56A8), c(0x5C6570)},
        .lanes
        = {lane(0x0F56C3, 0x0F56C3), lane(0xBE773D, 0x9A5616), lane(0x1E9891, 0x00746E), lane(0xA12981, 0xA12981),
            lane(0xA16FEA, 0x804CC4), lane(0x655E21, 0x655E21), lane(0x730000, 0x730000), lane(0x253A45, 0x253A45)},
    };
}

Theme makeDark()
{
    return {
        .dark = true,
        .window = c(0x23272C),
        .pane = c(0x1A1D21),
        .raised = c(0x2B3036),
        .sunken = c(0x15181B),
        .line = c(0x3A4048),
        .edge = c(0x7F8894),
        .control = c(0x525A65),
        .text = c(0xE4E7EB),
        .muted = c(0xA8B0BB),
        .accent = c(0x86BCDC),
        .onAccent = c(0x11212C),
        .good = c(0x74CC92),
        .warn = c(0xE8B95A),
        .bad = c(0xFF8F86),
        .info = c(0x85BDF2),
        .hitText = c(0xFFF3C9),
        .hitBackground = c(0x6B5600),
        .code = {c(0x131619), c(0xD9A3EE), c(0x8FD3A5), c(0xF0B27A), c(0x8DBDF5), c(0x98A1AC)},
        .lanes
        = {lane(0x57A0FA, 0x5CA5FF), lane(0xFDBE7B, 0xFDBE7B), lane(0x72EDCA, 0x72EDCA), lane(0xF782B6, 0xF782B6),
            lane(0xC5BEFD, 0xC5BEFD), lane(0xADA410, 0xAFA716), lane(0xCC584B, 0xF0786A), lane(0x727C90, 0x939EB3)},
    };
}

Theme makeLightContrast()
{
    return {
        .dark = false,
        .contrast = true,
        .window = c(0xFFFFFF),
        .pane = c(0xFFFFFF),
        .raised = c(0xFFFFFF),
        .sunken = c(0xEDEDED),
        .line = c(0x5A5A5A),
        .edge = c(0x000000),
        .control = c(0x000000),
        .text = c(0x000000),
        .muted = c(0x262626),
        .accent = c(0x003A70),
        .onAccent = c(0xFFFFFF),
        .good = c(0x00512A),
        .warn = c(0x5C3700),
        .bad = c(0x8B0000),
        .info = c(0x003A70),
        .hitText = c(0x000000),
        .hitBackground = c(0xFFE04A),
        .code = {c(0xFFFFFF), c(0x5B0F70), c(0x00482A), c(0x6B2F00), c(0x003A80), c(0x3A3A3A)},
        .lanes
        = {lane(0x0A3F8F, 0x0A3F8F), lane(0x6B3A0C, 0x6B3A0C), lane(0x00504B, 0x00504B), lane(0x7A1D61, 0x7A1D61),
            lane(0x5A2F97, 0x5A2F97), lane(0x4A4417, 0x4A4417), lane(0x730000, 0x730000), lane(0x253A45, 0x253A45)},
    };
}

Theme makeDarkContrast()
{
    return {
        .dark = true,
        .contrast = true,
        .window = c(0x000000),
        .pane = c(0x000000),
        .raised = c(0x000000),
        .sunken = c(0x1C1C1C),
        .line = c(0xA0A0A0),
        .edge = c(0xFFFFFF),
        .control = c(0xFFFFFF),
        .text = c(0xFFFFFF),
        .muted = c(0xE2E2E2),
        .accent = c(0x9BD7FF),
        .onAccent = c(0x000000),
        .good = c(0x8CF2AE),
        .warn = c(0xFFD75E),
        .bad = c(0xFFB4AC),
        .info = c(0xA9D5FF),
        .hitText = c(0x000000),
        .hitBackground = c(0xFFE04A),
        .code = {c(0x000000), c(0xEFC4FF), c(0xA8F0BE), c(0xFFC894), c(0xA9D0FF), c(0xC8C8C8)},
        .lanes
        = {lane(0x86BEFF, 0x86BEFF), lane(0xFDBE7B, 0xFDBE7B), lane(0x72EDCA, 0x72EDCA), lane(0xFF9CC8, 0xFF9CC8),
            lane(0xCFC9FF, 0xCFC9FF), lane(0xD6CC3A, 0xD6CC3A), lane(0xFF9B90, 0xFF9B90), lane(0xB4C0D4, 0xB4C0D4)},
    };
}

double scaleOf(FontRole role)
{
    switch (role) {
    case FontRole::Figure: return 1.8;
    case FontRole::Title: return 1.15;
    case FontRole::Verdict: return 1.3;
    case FontRole::Small:
    case FontRole::SmallStrong: return 0.92;
    case FontRole::Caption: return 0.85;
    case FontRole::Mono: return 0.94;
    case FontRole::Body:
    case FontRole::BodyStrong: break;
    }
    return 1.0;
}

bool isStrong(FontRole role)
{
    return role == FontRole::Figure || role == FontRole::Title || role == FontRole::Verdict
        || role == FontRole::BodyStrong || role == FontRole::SmallStrong;
}

void setScaledSize(QFont& font, const QFont& base, double scale)
{
    if (base.pixelSize() > 0)
        font.setPixelSize(std::max(11, qRound(base.pixelSize() * scale)));
    else
        font.setPointSizeF(std::max(8.25, base.pointSizeF() * scale));
}

} // namespace

const Theme& Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& Theme::lightContrast()
{
    static const Theme theme = makeLightContrast();
    return theme;
}

const Theme& Theme::darkContrast()
{
    static const Theme theme = makeDarkContrast();
    return theme;
}

const Theme& Theme::of(const QPalette& palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    if (text == (dark ? darkContrast() : lightContrast()).text)
        return dark ? darkContrast() : lightContrast();
    return dark ? darkTheme() : light();
}

const Theme& Theme::of(const QWidget* widget)
{
    return of(widget->palette());
}

QColor blend(const QColor& over, const QColor& background, double alpha)
{
    const auto mix = [alpha](int a, int b) { return qRound(a * alpha + b * (1.0 - alpha)); };
    return {
        mix(over.red(), background.red()), mix(over.green(), background.green()), mix(over.blue(), background.blue())};
}

QColor Theme::tint(const QColor& colour) const
{
    return blend(colour, pane, dark ? 0.16 : 0.10);
}

QPalette Theme::palette() const
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor& colour) { p.setColor(QPalette::All, role, colour); };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, pane);
    set(QPalette::AlternateBase, window);
    set(QPalette::Text, text);
    set(QPalette::Button, raised);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, onAccent);
    set(QPalette::ToolTipBase, raised);
    set(QPalette::ToolTipText, text);
    set(QPalette::PlaceholderText, muted);
    set(QPalette::Highlight, accent);
    set(QPalette::HighlightedText, onAccent);
    set(QPalette::Accent, accent);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::Light, dark ? raised.lighter(120) : pane);
    set(QPalette::Midlight, line);
    set(QPalette::Mid, edge);
    set(QPalette::Dark, control);
    set(QPalette::Shadow, dark ? QColor(0, 0, 0) : edge);
    const QColor faint = blend(text, window, 0.45);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, control);
    return p;
}

QFont roleFont(const QFont& base, FontRole role)
{
    QFont font = base;
    if (role == FontRole::Mono) {
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setFeature(QFont::Tag("liga"), 0);
        font.setFeature(QFont::Tag("calt"), 0);
    }
    setScaledSize(font, base, scaleOf(role));
    font.setWeight(isStrong(role) ? QFont::DemiBold : QFont::Normal);
    return font;
}

QFont tabular(QFont font)
{
    font.setFeature(QFont::Tag("tnum"), 1);
    return font;
}

} // namespace assay
