// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace assay {

/// One figure: what it is, the figure, what it rests on. Some can be clicked.
class FigureTile : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FigureTile(const QString& name, QWidget* parent = nullptr);

    void setName(const QString& name);
    void setFigure(const QString& figure, const QString& detail, bool isWarning = false);
    void setClickable(bool clickable);
    QString figure() const { return m_figure; }
    QString detail() const { return m_detail; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_name;
    QString m_figure;
    QString m_detail;
    bool m_isWarning = false;
};

} // namespace assay
