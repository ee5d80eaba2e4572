// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

namespace assay {

/// What stands on a button.
struct ButtonLabel {
    QString text;
    QIcon icon;
    QSize iconSize;
    QColor ink;
};

/// The platform's style with our focus ring, splitter line and header height. Where the platform has no style of its
/// own (Fusion), buttons and fields are drawn flat with the theme's outline.
class AssayStyle : public QProxyStyle
{
    Q_OBJECT

public:
    AssayStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* data = nullptr) const override;

private:
    void drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawToolButton(const QStyleOption* option, QPainter* painter) const;
    void drawLabel(QPainter* painter, const QStyleOption& option, const ButtonLabel& label) const;
    void drawField(const QStyleOption* option, QPainter* painter) const;
    void drawScrollBar(const QStyleOptionComplex* option, QPainter* painter) const;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;

    bool m_flat;
};

/// Marks a button as the one primary button of its page: filled with the accent colour.
inline constexpr char kPrimaryButton[] = "assayPrimary";

} // namespace assay
