// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/stateglyph.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QWidget>

class QPainter;

namespace assay {

/// A small sign in one of the theme's colours: one of our glyphs, or an icon of the desktop's theme.
struct Sign {
    Glyph glyph = Glyph::Dots;
    QString icon; ///< when set, painted instead of the glyph
    QColor Theme::* colour = &Theme::muted;
};

void paintSign(QPainter& painter, const QRect& box, const Sign& sign, const Theme& theme);

/// Shows a sign beside words that say the same; assistive technology reads the words.
class SignLabel : public QWidget
{
    Q_OBJECT

public:
    explicit SignLabel(const Sign& sign, QWidget* parent = nullptr);

    void setSign(const Sign& sign);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Sign m_sign;
};

} // namespace assay
