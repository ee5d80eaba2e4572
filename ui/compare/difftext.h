// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/textdiff.h"

#include <QTextEdit>

namespace assay {

/// One side of a diff, read-only: what only this side has is tinted in its lane's colour and underlined, with dots on
/// the left and a line on the right, so that it can be told without colour.
class DiffText : public QTextEdit
{
    Q_OBJECT

public:
    enum class Side : std::uint8_t { Left, Right };
    explicit DiffText(Side side, QWidget* parent = nullptr);

    void setSide(const DiffSide& side, DiffUnit unit, int lane);
    /// Frames one difference and scrolls to it; -1: none.
    void showChange(int change);
    /// Middle of each difference as a share of the height of the text, for the strip between the sides.
    QList<std::pair<double, double>> spans() const;

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    QRectF rectOf(int position) const;

    Side m_side;
    DiffSide m_content;
    DiffUnit m_unit = DiffUnit::Words;
    int m_lane = 0;
    int m_change = -1;
    bool m_filling = false;
};

} // namespace assay
