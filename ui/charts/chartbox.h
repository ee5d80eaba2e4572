// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"

#include <cstdint>

class QStackedWidget;
class QToolButton;

namespace assay {

class FlatTable;
class PlainLabel;

/// The frame of a chart: its question, what it rests on, the same as a table, and ways out as picture, SVG and CSV.
class ChartBox : public QWidget
{
    Q_OBJECT

public:
    enum class NotePlace : std::uint8_t { Beside, Below };

    ChartBox(const QString& question, Chart* chart, NotePlace place, QWidget* parent = nullptr);

    void setQuestion(const QString& question);
    void setNote(const QString& note); ///< n, what was left out
    void refresh(); ///< the chart's data changed: its table too

    void copyPicture() const;
    void copyCsv() const;
    QString csv() const;
    /// By the ending of the name: PNG, SVG or CSV. False if it cannot be written.
    bool save(const QString& path) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* makeButton(const QString& icon, const QString& name);
    void fillTable();
    void addMenu(QToolButton* button);
    void askAndSave();

    Chart* m_chart;
    ChartTableModel* m_model;
    PlainLabel* m_question;
    PlainLabel* m_note;
    FlatTable* m_table;
    QStackedWidget* m_pages;
    bool m_isStale = false;
};

} // namespace assay
