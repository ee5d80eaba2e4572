// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

//
// Charts of a million points: taking the data, the first picture, a repaint (an exposed window), one with the pointer
// moving, one in other colours and one in another size each time. Beside each the same chart of 1,000 points.
// bench_charts [POINTS [REPAINTS]]

#include "core/stats/front.h"
#include "ui/charts/controlplot.h"
#include "ui/charts/coursechart.h"
#include "ui/charts/frontscatter.h"
#include "ui/charts/spreadstrips.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize(900, 320);

/// Processor time of this thread, which is what a chart costs however busy the machine is.
class ProcessorTimer
{
public:
    void start() { m_start = now(); }
    double elapsed() const { return now() - m_start; } ///< milliseconds

private:
    static double now()
    {
        timespec time = {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    double m_start = 0;
};

struct Times {
    double median = 0;
    double p99 = 0;
};

Times timesOf(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto at = [&values](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    return {.median = at(0.5), .p99 = at(0.99)};
}

double noise(QRandomGenerator& random)
{
    double sum = 0;
    for (int i = 0; i < 6; ++i)
        sum += random.generateDouble();
    return std::exp((sum - 3) * 0.8);
}

struct Figures {
    double set = 0;
    double first = 0;
    Times repaint;
    Times hover;
    Times theme;
    Times resize;
};

void paint(QWidget& chart, QImage& image)
{
    if (image.size() != chart.size())
        image = QImage(chart.size(), QImage::Format_ARGB32_Premultiplied);
    chart.render(&image);
}

/// `step` changes something before each repaint, which is timed together with it.
Times repaints(QWidget& chart, int count, const std::function<void(int)>& step)
{
    QImage image;
    paint(chart, image);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        ProcessorTimer timer;
        timer.start();
        step(i);
        paint(chart, image);
        times.push_back(timer.elapsed());
    }
    return timesOf(std::move(times));
}

Figures measure(QWidget& chart, int count, const std::function<void()>& set)
{
    Figures figures;
    chart.resize(kSize);
    chart.show();
    QCoreApplication::processEvents();
    ProcessorTimer timer;
    timer.start();
    set();
    figures.set = timer.elapsed();
    QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
    timer.start();
    chart.render(&image);
    figures.first = timer.elapsed();
    figures.repaint = repaints(chart, count, [](int) { });
    figures.hover = repaints(chart, count, [&chart](int i) {
        const QPointF place(80 + i * 7 % (chart.width() - 100), 40 + i * 3 % (chart.height() - 80));
        QMouseEvent move(QEvent::MouseMove, place, chart.mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(&chart, &move);
    });
    figures.theme = repaints(chart, count,
        [&chart](int i) { chart.setPalette(i % 2 == 0 ? Theme::darkTheme().palette() : Theme::light().palette()); });
    figures.resize = repaints(chart, count, [&chart](int i) { chart.resize(kSize + QSize(2 + i * 3 % 300, i % 60)); });
    return figures;
}

void print(const char* name, const Figures& many, const Figures& few)
{
    std::printf("%s\n", name);
    std::printf("  %-24s %9.2f ms\n  %-24s %9.2f ms\n", "taking the data", many.set, "first picture", many.first);
    for (const auto& [what, big, small] :
        {std::tuple("repaint", many.repaint, few.repaint), std::tuple("repaint, pointer moves", many.hover, few.hover),
            std::tuple("repaint, other colours", many.theme, few.theme),
            std::tuple("repaint, other size", many.resize, few.resize)})
        std::printf("  %-24s %9.2f ms p50 %9.2f ms p99   %.1f x the one of 1,000 points (%.2f ms)\n", what, big.median,
            big.p99, big.median / small.median, small.median);
}

template <class T> Figures figuresOf(int count, const std::function<void(T&)>& set)
{
    T chart;
    return measure(chart, count, [&] { set(chart); });
}

QString text(double value)
{
    return QString::number(value, 'g', 3);
}

Figures course(qsizetype points, int count)
{
    QRandomGenerator random(1);
    Course course;
    qint64 sum = 0;
    for (qsizetype i = 0; i < points; ++i) {
        sum += random.bounded(1'000) * (random.bounded(50) == 0 ? 60 : 1);
        course.sums.append(sum);
        course.names.append(u"step"_s);
    }
    return figuresOf<CourseChart>(count, [&](CourseChart& chart) { chart.setCourse(course); });
}

Figures control(qsizetype points, int count)
{
    QRandomGenerator random(2);
    ControlSeries series;
    for (qsizetype i = 0; i < points; ++i) {
        series.values.append(500'000 * noise(random));
        series.names.append(u"when"_s);
    }
    const auto found = controlChart(series.values);
    series.centre = found.centre;
    series.low = found.low;
    series.high = found.high;
    series.flagged = found.flagged;
    return figuresOf<ControlPlot>(count, [&](ControlPlot& chart) { chart.setSeries(series, &text); });
}

Figures scatter(qsizetype points, int count)
{
    QRandomGenerator random(3);
    QList<ScatterPoint> all;
    QList<FrontPoint> places;
    for (qsizetype i = 0; i < points; ++i) {
        all.append({.name = u"model"_s,
            .slot = static_cast<int>(i % 5),
            .x = 600'000 * noise(random),
            .y = 2e9 * noise(random),
            .n = 1});
        places.append({.x = all.last().x, .y = all.last().y});
    }
    for (const auto index : paretoFront(places))
        all[index].isFront = true;
    return figuresOf<FrontScatter>(count, [&](FrontScatter& chart) {
        chart.setTexts(u"time"_s, &text, u"cost"_s, &text);
        chart.setPoints(all);
    });
}

Figures strips(qsizetype points, int count)
{
    QRandomGenerator random(4);
    QList<SpreadStrip> all;
    for (int i = 0; i < 8; ++i) {
        SpreadStrip strip{.name = u"endpoint %1"_s.arg(i), .slot = i, .n = points / 8};
        for (qsizetype k = 0; k < points / 8; ++k)
            strip.values.append(500'000 * noise(random));
        all.append(strip);
    }
    return figuresOf<SpreadStrips>(count, [&](SpreadStrips& chart) {
        chart.setTexts(u"endpoint"_s, &text);
        chart.setStrips(all);
    });
}

} // namespace

int main(int argc, char* argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    initIcons();
    QApplication::setPalette(Theme::light().palette());
    const qsizetype points = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const int count = argc > 2 ? std::atoi(argv[2]) : 300;
    std::printf("%lld points in %d x %d pixels, %d repaints each, processor time; the aim is 8 ms, the bar 16 ms\n",
        static_cast<long long>(points), kSize.width(), kSize.height(), count);
    for (const auto& [name, chart] : {std::pair("a sum that grows", &course), std::pair("control chart", &control),
             std::pair("scatter with front", &scatter), std::pair("spread of single values", &strips)}) {
        print(name, chart(points, count), chart(1'000, count));
        std::fflush(stdout);
    }
    return 0;
}
