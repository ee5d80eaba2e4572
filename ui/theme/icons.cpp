// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <BreezeIcons>

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>

#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Where the window is mirrored, forward is to the left.
QString directed(const QString& name)
{
    if (!QGuiApplication::isRightToLeft())
        return name;
    if (name == "go-next"_L1)
        return u"go-previous"_s;
    return name == "go-previous"_L1 ? u"go-next"_s : name;
}

QPixmap tinted(const QString& name, QSize size, qreal ratio, const QColor& colour)
{
    QPixmap pixmap = QIcon::fromTheme(directed(name)).pixmap(size, ratio);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    return pixmap;
}

QColor colourOf(IconColour colour, QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    const Theme& theme = Theme::of(palette);
    QColor result = theme.text;
    switch (colour) {
    case IconColour::Text: break;
    case IconColour::Muted: result = theme.muted; break;
    case IconColour::OnAccent: result = theme.onAccent; break;
    case IconColour::Accent: result = theme.accent; break;
    }
    if (mode == QIcon::Disabled)
        result.setAlphaF(0.45F);
    return result;
}

class ThemeIconEngine final : public QIconEngine
{
public:
    ThemeIconEngine(QString name, IconColour colour)
        : m_name(std::move(name))
        , m_colour(colour)
    {
    }
    QIconEngine* clone() const override { return std::make_unique<ThemeIconEngine>(m_name, m_colour).release(); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, tinted(m_name, rect.size(), ratio, colourOf(m_colour, mode)));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // `size` is in device pixels.
        QPixmap pixmap = tinted(m_name, (QSizeF(size) / scale).toSize(), scale, colourOf(m_colour, mode));
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

private:
    QString m_name;
    IconColour m_colour;
};

class GlyphIconEngine final : public QIconEngine
{
public:
    GlyphIconEngine(Glyph glyph, IconColour colour)
        : m_glyph(glyph)
        , m_colour(colour)
    {
    }
    QIconEngine* clone() const override { return std::make_unique<GlyphIconEngine>(m_glyph, m_colour).release(); }
    bool isNull() override { return false; }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintGlyph(*painter, rect, m_glyph, colourOf(m_colour, mode));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap pixmap(size);
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), (QSizeF(size) / scale).toSize()), mode, state);
        return pixmap;
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

private:
    Glyph m_glyph;
    IconColour m_colour;
};

} // namespace

void initIcons()
{
    BreezeIcons::initIcons();
    QIcon::setThemeName(u"breeze"_s);
}

QIcon themeIcon(const QString& name, IconColour colour)
{
    return QIcon(std::make_unique<ThemeIconEngine>(name, colour).release());
}

QIcon glyphIcon(Glyph glyph, IconColour colour)
{
    return QIcon(std::make_unique<GlyphIconEngine>(glyph, colour).release());
}

void paintThemeIcon(QPainter& painter, const QRect& box, const QString& name, const QColor& colour)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    painter.drawPixmap(box, tinted(name, box.size(), ratio, colour));
}

} // namespace assay
