// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace assay {

/// The sections of the settings, one above the other; one of them is chosen. Arrow keys go from one to the next.
class SectionList : public QWidget
{
    Q_OBJECT

public:
    explicit SectionList(QWidget* parent = nullptr);

    /// The first one added is chosen.
    void addSection(const QString& id, const QString& name, const QString& icon);
    void setCurrent(int index);

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_group;
    QVBoxLayout* m_column;
};

} // namespace assay
