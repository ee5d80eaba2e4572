// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

namespace assay {

/// The header of a table as all tables of the window: muted names aligned like their cells, an arrow where it is
/// sorted. A name that is cut is told whole by the tooltip.
class FlatHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit FlatHeader(QWidget* parent);

    QSize sizeHint() const override;

protected:
    bool viewportEvent(QEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;
};

/// Space beside the text of a cell.
inline constexpr int kCellSide = 10;

} // namespace assay
