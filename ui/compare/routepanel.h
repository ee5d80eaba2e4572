// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QWidget>

class QGridLayout;
class QScrollArea;
class QToolButton;

namespace assay {

/// Under a finished answer: one line that says who served it; opened, the candidates in their order with why each is in
/// or out, and the attempts with times and costs. Hidden until there is a record, and while names are concealed.
class RoutePanel : public QWidget
{
    Q_OBJECT

public:
    explicit RoutePanel(QWidget* parent = nullptr);

    void reset();
    void setRecord(const LaneRecord& record);
    void setOpen(bool open);
    bool isOpen() const;
    /// For blind judging: the panel would tell the model.
    void setConcealed(bool concealed);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class RowKind : std::uint8_t { Head, Plain, Faint };

    void fill();
    void fit();
    void addHeading(const QString& text);
    void addAttempts();
    void addCandidates();
    void addRow(const QStringList& cells, RowKind kind);
    void updateShown();

    QToolButton* m_head;
    QScrollArea* m_area;
    QWidget* m_body;
    QGridLayout* m_grid;
    LaneRecord m_record;
    QStringList m_told; ///< all rows in words, for assistive technology
    bool m_hasRecord = false;
    bool m_isConcealed = false;
};

} // namespace assay
