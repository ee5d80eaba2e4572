// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QActionGroup>
#include <QList>
#include <QWidget>

#include <cstdint>

namespace assay {

/// Pages of work stand at the top, those about the program at the bottom.
enum class RailEnd : std::uint8_t { Top, Bottom };

/// The pages at the left edge: icon over word, one at a time. Arrow keys move, Space and Return choose.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    /// Adds a page; its action is checked while the page is shown.
    void addPage(QAction* action, RailEnd end = RailEnd::Top);
    void setCurrent(int page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QActionGroup* m_group;
    int m_topItems = 0;
};

} // namespace assay
