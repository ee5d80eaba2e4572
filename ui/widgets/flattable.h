// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

#include <cstdint>

namespace assay {

/// What a model can say about a cell beyond its text.
enum FlatRole {
    SlotRole = Qt::UserRole, ///< a mark of this series before the text; negative: others
    WarningRole, ///< something is missing in it
    StrongRole,
    InkRole, ///< a `CellInk` as int
};

/// The colour of a cell's words; they say the same without it.
enum class CellInk : std::uint8_t { Text, Muted, Good, Warn, Bad };

/// A table, flat as all tables of the window: a faint line a row, the selected row tinted, marks of the
/// series before the names. Return or a double click opens a row. Copy gives tab-separated cells.
class FlatTable : public QTableView
{
    Q_OBJECT

public:
    explicit FlatTable(QWidget* parent = nullptr);

    /// Columns that are left out, in this order, while the first one would be narrower than `firstWidth`.
    void setExpendable(const QList<int>& columns, int firstWidth);
    void fit(); ///< call when other rows have come

Q_SIGNALS:
    void opened(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void copySelection() const;

    QList<int> m_expendable;
    int m_firstWidth = 0;
};

} // namespace assay
